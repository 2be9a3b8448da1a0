"""Error responses.

problems      error responses as pages or JSON; rfc9457: those in JSON
backpressure  waiting and retry times when there is too much to do
"""
