"""Addresses of this site: parsing their parameters, and building links.

requests        what an address asks for: a search, a file, a marking
parameters      parsing the parameters of an address by their table
table           the table of all parameters
parameter       one parameter, and what may be wrong with it
kinds           kinds of parameters: how a value is parsed, formatted and described
values          the parsed parameters of an address, with typed access
typos           mistyped parameter names
days            dates as they are typed
search_address  a search together with what only its address says
canonical       the canonical address of a search
links           links to everything on this site
site            the language that a request is answered in, and links that keep it
hosts           scheme and host, for the few answers that need absolute addresses
cursors         where a program goes on in a list of hits
forms           the search form, filled in from an address
"""
