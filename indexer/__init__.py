"""Releases to an index, and questions to answers. Imports point down.

cli        the command line
build      the write side: releases to a generation; verify: before it is published; doctor: what may be wrong
search     the read side: a request in, hits and results out
evaluation how good what is found is, on a test collection

present    results as JSON; models: their shape; export: all that is found, as a file
sources    what of the documents is new, changed or gone; documents: files to releases
analysis_workers  analysis in a process beside; subprocesses: how such processes are started
suggest    other searches worth asking
marking    where a query matches in a text, and which stretches show it
query      the reader's text to a query; periods: dates in words to days

engines    the search engines behind one seam; generations: immutable builds side by side
identity   what an index depends on; schema: the field table; facet_choice: which facet values were chosen
name_lists  the analyzer that the settings ask for; mending: the commands that messages name, as they must be typed
arabic     text to tokens

release, results, errors, settings, limits
           values that all share
signature, rolling_hash
           texts nearly alike; numbers for stretches of a text
source_digest  whether it was this very code
cache, deadline
           a memory bounded in bytes; until when an answer is worked on
"""
