"""The write side: from sources to a published index.

build             builds a generation and publishes it
base              what a build starts from
verify            verifies an index before it is published
limits            how much the report of a build names
sources           what is new, changed or gone since the last build
analysis_workers  analysis in a child process
"""
