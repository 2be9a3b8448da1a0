"""Processing that every request and response passes, whatever the route.

guard        refuses requests that are too large or for other hosts; rate: too many from one address
compression  compresses responses
security     headers of every response
proxies      client address and scheme behind reverse proxies; the path prefix of the site
observation  request ids and the access log; metrics: counters, shared by processes
"""
