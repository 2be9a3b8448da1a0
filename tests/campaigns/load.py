"""Load on a running server, from another process: how much it answers, how soon, and what it does beyond that.

`python -m tests.campaigns.load ADDRESS RELEASES.jsonl PHASE [SECONDS] [RATE]`: PHASE is `peak` (64 connections),
`over` (four times as many) or `slow` (a thousand connections that never finish, and usual ones beside).
With RATE, all connections together ask so many times a second at the most; without, as often as they can.
Prints a line of JSON. Latencies are milliseconds, of answers with status 200 alone.
"""

import asyncio
import json
import math
import random
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

_USUAL = 64
_SLOW = 1000
_SLOW_HEADS = (
    b"",
    b"GET /api/v1/search?q=a HTTP/1.1\r\nHost: a\r\nX-Slow: ",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n",
)


def addresses(releases: Path, chance: random.Random, count: int = 2000) -> list[str]:
    """Searches such as people make: words and phrases of titles, some with filters, feeds and pages."""
    with releases.open(encoding="utf-8") as lines:
        read = [json.loads(line) for _, line in zip(range(5000), lines, strict=False)]
    texts = [f"{each.get('title', '')} {each['body'][:80]}".split() for each in read]
    titles = [words for words in texts if len(words) > 3]
    made = []
    for _ in range(count):
        words = chance.choice(titles)
        begin = chance.randrange(len(words) - 2)
        q = " ".join(words[begin : begin + chance.choice([1, 1, 2, 2, 3])])
        asked = {"q": f'"{q}"' if chance.random() < 0.1 else q}
        more: list[dict[str, str]] = [
            {},
            {},
            {"page": "2"},
            {"sort": "-published"},
            {"mode": "root"},
        ]
        asked |= chance.choice(more)
        path = chance.choices(["/api/v1/search", "/", "/feed.atom"], [6, 3, 1])[0]
        if path == "/feed.atom":
            asked.pop("sort", None)
        made.append(f"{path}?{urlencode(asked, quote_via=quote)}")
    return made


class Client:
    """Keep-alive connections that ask one address after the other."""

    def __init__(self, address: str, paths: list[str]) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.paths = paths
        self.seen: Counter[str] = Counter()
        self.served: list[float] = []
        self.without_retry = 0

    async def ask(self, until: float, every: float = 0.0) -> None:
        """One request after the other, none sooner than `every` seconds after the last one began."""
        connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                connection = connection or await asyncio.open_connection(self.host, self.port)
                again = await asyncio.wait_for(self._exchange(*connection, began), 30)
            except (OSError, EOFError, TimeoutError) as error:
                self.seen[type(error).__name__] += 1
                again = False
            if not again and connection:
                connection[1].close()
                connection = None
            await asyncio.sleep(max(0.0, began + every - time.monotonic()))
        if connection:
            connection[1].close()

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, began: float
    ) -> bool:
        """Whether the connection can be used again."""
        path = random.choice(self.paths)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
        await reader.readexactly(length)
        status = head.split(" ", 2)[1]
        self.seen[status] += 1
        if status == "200":
            self.served.append(time.monotonic() - began)
        self.without_retry += status == "503" and "retry-after: " not in head
        return "connection: close" not in head

    def figures(self, seconds: float) -> dict[str, object]:
        ordered = sorted(self.served)
        shares = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "most": 1.0}
        return {
            "seen": dict(self.seen),
            "rate": round(len(ordered) / seconds, 1),
            "refusals_without_retry_after": self.without_retry,
            "within_1_s": round(sum(each <= 1 for each in ordered) / max(len(ordered), 1), 4),
            **{
                name: round(1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)], 1)
                for name, share in shares.items()
                if ordered
            },
        }


async def _never_finish(client: Client, head: bytes, until: float) -> None:
    """A connection that sends a byte now and then, and is opened again when it was closed."""
    while time.monotonic() < until:
        try:
            _, writer = await asyncio.open_connection(client.host, client.port)
            writer.write(head)
            while time.monotonic() < until:
                await asyncio.sleep(random.uniform(1, 3))
                if head:
                    writer.write(b"x")
                    await writer.drain()
                elif writer.transport.is_closing():
                    break
            writer.close()
        except OSError:
            client.seen["slow ones closed"] += 1
            await asyncio.sleep(0.5)


async def run(client: Client, phase: str, seconds: float, rate: float) -> dict[str, object]:
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        if phase == "slow":
            for number in range(_SLOW):
                head = _SLOW_HEADS[number % len(_SLOW_HEADS)]
                group.create_task(_never_finish(client, head, until))
            await asyncio.sleep(2)
        asking = {"peak": _USUAL, "over": 4 * _USUAL, "slow": 8}[phase]
        for _ in range(asking):
            group.create_task(client.ask(until, asking / rate))
    return {"phase": phase, "connections": asking, **client.figures(seconds)}


if __name__ == "__main__":
    address, releases, phase = sys.argv[1:4]
    seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 60.0
    rate = float(sys.argv[5]) if len(sys.argv) > 5 else 100.0 if phase == "slow" else math.inf
    client = Client(address, addresses(Path(releases), random.Random(1)))
    print(json.dumps(asyncio.run(run(client, phase, seconds, rate))))
