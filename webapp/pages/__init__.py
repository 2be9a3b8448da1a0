"""What readers and their browsers ask for.

routes                  the search page, release pages, help
feed                    searches as Atom feeds
opensearch_description  the search, for address bars of browsers
assets                  styles, scripts, fonts
"""
