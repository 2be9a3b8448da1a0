"""Words of messages."""


def counted(number: int, noun: str) -> str:
    """How many there are: 1 release, 2 releases."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
