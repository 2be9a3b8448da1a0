"""The web side of Kashaf: search page, release pages, JSON API and feed over one collection.

command    `kashaf serve`, and the command `kashaf` as a whole
app        the application: what is registered, kept and passed
serving    processes, sockets and queues below it; backpressure: how long a request waits there
middleware what every request and answer passes
request    a request whose parameters are taken apart so that none is changed
addresses  what stands in an address: how it is read, and how it is written

pages      the search page, a release, the help; paging of its hits; assets: styles, scripts, fonts
views      results as templates show them; marks: matched text as safe HTML
texts      every word of the interface; site: the language of a request, and links that stay in it

api        the JSON API; present: results as its models say; models: the shape of each answer; openapi: its document,
           examples of requests in it
response_cache  answers of the API as they were sent, for whoever asks again
exports    all hits as a file
feed       the newest hits as Atom; opensearch_description: the description that browsers read

responses  bytes, types and validators, of all of these
problems   errors as answers; rfc9457: in JSON
service    what is asked of the server itself: health, metrics, the document of the API, what crawlers may read
"""
