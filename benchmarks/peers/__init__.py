"""Kashaf beside its peers: the same releases, the same queries, in one run. See `__main__`."""
