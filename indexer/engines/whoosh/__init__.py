"""The embedded engine: Whoosh stores terms, columns and releases; evaluation is ours, over arrays."""
