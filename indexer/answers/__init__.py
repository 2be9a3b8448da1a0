"""Requests and results as values, and as JSON.

results       requests and results as values
json_results  results as JSON
json_models   the objects in JSON answers, where they differ from the results
"""
