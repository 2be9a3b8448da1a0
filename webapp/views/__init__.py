"""What the templates show: search results turned into links, marked text and labels."""
