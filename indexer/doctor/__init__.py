"""Checks an installation; each finding comes with advice.

examination  makes all checks
machine      libraries, settings, sources, folders and disk
index        the current generation, its content, and a search through it
finding      the outcome of a check
"""
