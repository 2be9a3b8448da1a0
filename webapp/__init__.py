"""The web side of Kashaf: search page, release pages, JSON API and feed over one collection."""
