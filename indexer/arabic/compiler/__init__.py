"""Makes the lexicon from its sources. Run by hand when they change; nothing here runs in a search."""
