"""The web side of Kashaf: search page, release pages, JSON API and feed over one collection.

command         the command `kashaf`, with `kashaf serve`
app             the application: its routes, templates, middleware and extensions
serving         the HTTP server: processes, connections, queues; backpressure: waiting and retry times
middleware      processing that every request and response passes
request         the request class
addresses       parsing the parameters of addresses, and building links; language of a request

pages           routes for readers; paging: pages of results; assets: styles, scripts, fonts
views           what templates show
texts           all texts of the interface; text as safe HTML

api             routes of the JSON API; models: the shapes of its answers; api_results: results as
                these; openapi: its document; examples: requests in its help
response_cache  cached responses of the search API
exports         result sets as files
feed            searches as Atom feeds; opensearch_description: for address bars of browsers

responses       bytes, media types and validators of responses of all kinds
problems        error responses; rfc9457: those in JSON
service         routes about the service itself: health, metrics, OpenAPI document, robots.txt
"""
