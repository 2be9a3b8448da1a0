"""From the settings to what an index depends on.

installation  engine, store and analyzer of the settings; what an index must be built with
name_lists    the analyzer of the settings
repair_hints  the commands that messages name
"""
