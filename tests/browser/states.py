"""The addresses of all states of the page, for accessibility tests and screenshots."""

from urllib.parse import quote

STATES = {
    "home": "/?per_page=3",
    "results": "/?q=الهجرة&per_page=3",
    "filtered": "/?per_page=3&q=الهجرة&year=2025&agency=وزارة الخارجية&from=2025-02",
    "pages": "/?q=الهجرة&page=3&per_page=5&sort=-published&mode=root",
    "nothing": "/?q=الهجرة زرافة",
    "nothing-at-all": "/?q=زرافة",
    "no-word": "/?q=؟؟!!&per_page=3",
    "repaired": '/?per_page=3&q="ليان يون&from=2019',
    "broad": "/?q=ا*&per_page=3",
    "beyond": "/?q=الهجرة&page=90",
    "release": "/releases/000_4be716075c5a84b0",
    "marked-release": "/releases/000_4be716075c5a84b0?q=الهجرة",
    "refused": "/?q=الهجرة&from=قريبًا&page=0",
    "not-found": "/nosuch",
    "lost-release": "/releases/nosuch?q=الهجرة",
    "help": "/help",
    "api": "/help/api",
    "about": "/about",
}
# Asked of a server without an index.
UNAVAILABLE = "unavailable"


def address(path: str, language: str) -> str:
    """The address of a state in a language of the interface."""
    joint = "&" if "?" in path else "?"
    return quote(f"{path}{joint}lang={language}", safe='/?&=*:!"')
