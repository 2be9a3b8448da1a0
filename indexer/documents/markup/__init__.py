"""Documents written in markup: web pages, feeds, Markdown.

web_page         a saved web page
structured_data  JSON-LD and application data in the scripts of a page
feed             RSS and Atom
markdown         Markdown
front_matter     the YAML or TOML settings above a Markdown text
"""
