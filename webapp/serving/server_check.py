"""`kashaf doctor` with one more check: whether a running server serves the current generation."""

from contextlib import closing
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote

import msgspec

from indexer.cli.doctor import make_command
from indexer.doctor.finding import Finding, quote_command
from indexer.generations import Generation
from indexer.settings import Settings

_TIMEOUT_SECONDS = 5.0
# An answer with one hit takes some kilobytes.
_ANSWER_BYTES = 1_000_000
_SEARCH = f"/api/v1/search?q={quote('الهجرة')}&per_page=1"


class _Index(msgspec.Struct):
    generation: str


class _Answer(msgspec.Struct):
    """The part of the answer to a search that is checked."""

    index: _Index


def check_server(settings: Settings, generation: Generation | None) -> Finding:
    """Search through the server at the address of the settings; none running is no fault."""
    address = f"http://{settings.host}:{settings.port}"
    start = f"run {quote_command('kashaf serve', settings)}"
    try:
        status, answer = _get(settings, _SEARCH)
    except (OSError, HTTPException, UnicodeError):  # UnicodeError: no host can have this name
        return Finding.improvable("server", f"no server at {address}", start)
    if status != 200:
        return Finding.bad("server", f"{address} answers {status}", "look into its log")
    try:
        served = msgspec.json.decode(answer, type=_Answer).index.generation
    except msgspec.DecodeError:
        outcome = f"what answers at {address} is not Kashaf"
        return Finding.improvable("server", outcome, f"{start} with another --port")
    if generation is not None and served != generation.name:
        return Finding.improvable(
            "server",
            f"{address} serves {served}, not {generation.name}",
            "give the server and the build the same settings; look into its log",
        )
    return Finding.good("server", f"{address} serves {served}")


def _get(settings: Settings, path: str) -> tuple[int, bytes]:
    """The status of the response and the beginning of its body."""
    connection = HTTPConnection(settings.host, settings.port, timeout=_TIMEOUT_SECONDS)
    with closing(connection):
        # A server with allowed hosts refuses other names.
        headers = {"Host": settings.hosts[0].removeprefix(".")} if settings.hosts else {}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read(_ANSWER_BYTES)


doctor = make_command(check_server)
