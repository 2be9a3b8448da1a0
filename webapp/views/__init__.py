"""What the templates show: search results turned into links, marked text and labels.

hits       the hits of a search; headline: how a release is called; language: of a text beside the page's
release    one release, to read
reading    how the search was read, and what else is worth one
filters    values to choose, and those that are chosen
reference  the parameters of the API, for its help
"""
