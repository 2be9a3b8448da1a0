"""The web side of Kashaf: search page, release pages, JSON API and feed over one collection.

command     the command `kashaf`, with `kashaf serve`
serving     the HTTP server: processes, connections, queues
app         the application: its routes, templates, middleware and extensions

pages       routes for readers, feeds, and the files of the pages
service     routes about the service itself: health, metrics, OpenAPI document, robots.txt
api         routes of the JSON API, and its document
exports     result sets as files
errors      error responses

paging      pages of results
responses   bytes, media types and validators of responses of all kinds
models      the shapes of the answers of the JSON API
request     the request class
views       what templates show

addresses   parsing the parameters of addresses, and building links; language of a request
middleware  processing that every request and response passes
texts       all texts of the interface; text as safe HTML
extension   values that an application holds for all of its requests
"""
