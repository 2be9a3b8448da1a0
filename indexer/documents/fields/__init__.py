"""The fields of a release: their names, their validation, and ids.

field_names  what programs and people call the fields, in Arabic, English and French
rows         a mapping with our own field names, validated, to a release
ids          ids for releases that bring none, and why a given id is refused
"""
