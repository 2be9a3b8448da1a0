"""A folder of hostile files, built by the real command: what it says, how long it takes, and its
memory.

    python -m tests.documents.hostile_folder [FOLDER]

Fills FOLDER (else a temporary one) with good releases and with files that were made to hurt: links
out, pipes, files of gigabytes, bombs, what is malformed, what parsers choke on, odd names. The
build must end within a minute with exit code 1, name every hostile file, publish every good
release, and take no more than 500 MB, its child processes included. Prints a summary as JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.arabic.analyzer import standard
from indexer.documents.files.file_names import printable
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.generations.current import locate
from indexer.installation.installation import identity
from tests.documents.hostile_files import GOOD, HEAVY, MALFORMED

KASHAF = [sys.executable, "-c", "from webapp.command import main; main()"]
MOST_SECONDS = 60.0
MOST_MB = 500
# Names of good files that a terminal, a page or an address may choke on.
ODD = [
    "a\nb.txt",
    "a\x1b[31m.txt",
    "<img src=x>.txt",
    "a\u202etxt.txt",
    "a'\"&.txt",
    "بيان صحفي.txt",
]
GOOD_FILES = 20
SAMPLED_SECONDS = 0.01

Summary = dict[str, Any]


def fill(folder: Path, *, heavy: bool) -> tuple[set[str], set[str]]:
    """The names of the hostile files, and those of the good ones, each of one release."""
    folder.mkdir(parents=True, exist_ok=True)
    good = [*ODD, os.fsdecode(b"a\xff\xfe.txt"), *(f"good{n}.txt" for n in range(GOOD_FILES))]
    for name in good:
        (folder / name).write_text(GOOD, "utf-8")
    made = {name: make for name, (make, _) in MALFORMED.items()}
    if heavy:
        made |= {f"heavy-{name}": make for name, make in HEAVY.items()}
    for name, make in made.items():
        (folder / name).write_bytes(make())
    return {*made, *_strange(folder)}, {printable(name) for name in good}


def _strange(folder: Path) -> set[str]:
    """What is no plain file, or one of gigabytes of nothing."""
    outside = folder.parent / "outside.txt"
    outside.write_text(GOOD, "utf-8")
    links: dict[str, str | Path] = {
        "out.txt": outside,
        "zero.txt": "/dev/zero",
        "loop.txt": "loop.txt",
        "up": "..",
        "no.txt": "no",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    os.link(outside, folder / "hard.txt")
    os.mkfifo(folder / "pipe.txt")
    empty = ("large.txt", "large.jsonl", "large.pdf", "large.zip", "large.csv")
    for name in empty:
        with (folder / name).open("wb") as file:
            file.truncate(5_000_000_000)
    (folder / "invalid.txt").write_bytes(GOOD.encode() + b"\xff\xfe\xfd\x80" * 9)
    (folder / "nul.txt").write_bytes(GOOD.encode() + bytes(600))
    return {*links, *empty, "hard.txt", "pipe.txt", "invalid.txt", "nul.txt"}


def built(sources: Path, index: Path, hostile: set[str], good: set[str]) -> Summary:
    """A summary of the build of a folder that was filled."""
    command = [*KASHAF, "build", str(sources), "--index", str(index), "--json"]
    with tempfile.TemporaryFile("w+") as said:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL)
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_resident, _tree(process.pid))))
            time.sleep(SAMPLED_SECONDS)
        seconds = time.monotonic() - began
        said.seek(0)
        report = json.loads(said.read() or "{}")
    named = {each["source"] for each in report.get("refused", ())}
    return {
        "hostile": len(hostile),
        "not_named": sorted(n for n in hostile if not any(_about(source, n) for source in named)),
        "good": len(good),
        "not_published": sorted(good - _published(index)),
        "exit_code": process.returncode,
        "seconds": round(seconds, 1),
        "peak_mb": round(most / 1_000_000),
    }


def failed(summary: Summary) -> bool:
    return bool(
        summary["not_named"]
        or summary["not_published"]
        or summary["exit_code"] != 1
        or summary["seconds"] > MOST_SECONDS
        or summary["peak_mb"] > MOST_MB
    )


def _published(index: Path) -> set[str]:
    """The files of which there are releases in the index."""
    place = locate(index, identity(WhooshEngine(), standard())).place
    with closing(WhooshEngine().open(place)) as searcher:
        return {release.source for release in searcher.releases()}


def _about(source: str, name: str) -> bool:
    """Whether a refusal is of a file, or of something in it."""
    return source == name or source.startswith(f"{name}/")


def _tree(root: int) -> list[int]:
    """A process and its descendants."""
    found, pending = [], [root]
    while pending:
        pid = pending.pop()
        found.append(pid)
        try:
            pending += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split())
        except OSError:  # it has ended
            continue
    return found


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds, those of mapped files included."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    with tempfile.TemporaryDirectory() as own:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else own)
        hostile, good = fill(folder / "sources", heavy=True)
        summary = built(folder / "sources", folder / "index", hostile, good)
    print(json.dumps(summary, indent=1))
    sys.exit(failed(summary))


if __name__ == "__main__":
    main()
