"""The JSON API.

routes          its routes
api_results     results as the models of its answers
response_cache  cached responses of searches
openapi         its OpenAPI document; examples: requests in its help
"""
