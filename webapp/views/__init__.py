"""What templates show: search results as links, marked text and labels.

hits       the hits of a search; headline: titles; language: language and direction of a text
release    one release, to read; citation: as others cite it
reading    how the query was read: modes, spellings, warnings, suggestions
filters    facets, active filters, sort orders
reference  the parameters of the API, for its help
"""
