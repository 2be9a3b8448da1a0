"""The sources of a build over time.

paths     checks that they lie apart from the index; their absolute paths
changes   compares them with the current generation; build_report: the result
loss      refuses a build that would lose most releases
ledger    which files held which releases: unchanged files are not read again
watching  waits for changes; watched_paths: what the watched paths lead to
"""
