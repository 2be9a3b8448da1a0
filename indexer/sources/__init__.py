"""The sources of a build over time.

paths     where they lie: apart from the index
changes   what of them is new, changed, unchanged, refused or gone
loss      what no build may lose of what was there
ledger    which files held which releases when they were read: the unchanged are not read again
watching  tells when they change; watched_paths: what their paths lead to by then
"""
