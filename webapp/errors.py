"""What the web server raises on purpose."""


class TooBusy(Exception):
    """More is asked at once than can be answered: try again in a little while."""
