"""What an index depends on.

identity      what an index must have been built with to be served
name_lists    the analyzer of the settings
repair_hints  the commands that messages name
"""
