"""Finding files, and hostile contents of a folder."""

import os
import shutil
import socket
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from indexer.documents import folder, limits
from indexer.documents.files import formats, guarded_open
from indexer.documents.folder import SourceFile, find
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError
from indexer.releases.release import Release

ROOT = Path(__file__).parents[2]
GOOD = "• عنوان\n\n    نص.\n\n  •     \n    2025-10-14"


def write(path: Path, text: str = GOOD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def read(
    source: SourceFile, advance: Callable[[int], None] | None = None
) -> Generator[Release | DocumentError, None, None]:
    with DocumentReader() as reading:
        yield from folder.read(source, reading, advance)


def messages_of(source: SourceFile) -> list[str]:
    """The ids of releases, and the words of refusals."""
    return [one.id if isinstance(one, Release) else str(one) for one in read(source)]


def everything(*paths: Path) -> list[str]:
    return [line for source in find(paths) for line in messages_of(source)]


def test_the_seeds(shipped_seeds: Path) -> None:
    assert everything(shipped_seeds) == ["000_4be716075c5a84b0", "001_a6acb9edab397a71"]


def test_folders_are_walked_in_order_of_names(tmp_path: Path) -> None:
    for name in [
        "b.txt",
        "a/z.txt",
        "a/b/c.txt",
        "c.jsonl",
        "a.txt",
        "README",
        "README.md",
        "~$b.docx",
        "Thumbs.db",
    ]:
        write(tmp_path / name, '{"title": "ع", "body": "ن"}' if name == "c.jsonl" else GOOD)
    for name in [".hidden.txt", ".git/a.txt", "README.d/a.txt"]:
        write(tmp_path / name)
    names = [source.name for source in find([tmp_path])]
    assert names == ["a.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c.jsonl"]
    assert everything(tmp_path) == ["a", "a~b~c", "a~z", "b", "c.jsonl"]
    assert next(source.size for source in find([tmp_path])) == len(GOOD.encode())


def test_given_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / ".store/b.txt")
    monkeypatch.chdir(tmp_path)
    assert everything(Path("a.txt")) == ["a"]
    assert everything(Path()) == ["a"]
    assert everything(Path(".store")) == ["b"]
    assert everything(Path("a.txt"), Path(), Path("a.txt")) == ["a"]
    assert find([write(tmp_path / "README.txt")]) == []
    assert find([]) == []


def test_a_given_link_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "real/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real/a.txt")
    assert everything(tmp_path / "link") == ["a"]
    assert everything(tmp_path / "link.txt") == ["link"]


@pytest.mark.parametrize("path", ["missing", "missing/a.txt", "nul\0", "a\x1b\n"])
def test_a_path_that_does_not_exist(tmp_path: Path, path: str) -> None:
    with pytest.raises(DocumentError) as caught:
        find([tmp_path / path])
    assert str(caught.value).isprintable()


def test_unknown_extensions(tmp_path: Path) -> None:
    write(tmp_path / "a.part")
    write(tmp_path / "b")
    write(tmp_path / "C.TXT")
    assert everything(tmp_path) == [
        "C.TXT",
        f"a.part: the ending .part is not supported; {formats.SUPPORTED}",
        f"b: a name without an ending is not supported; {formats.SUPPORTED}",
    ]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.xlsx", "a spreadsheet: not read; save it as .csv"),
        ("a.bib", "references, without the texts: not read; export these as .jsonl or .csv"),
        ("a.ris", "references, without the texts: not read; export these as .jsonl or .csv"),
        ("a.XLS", "a spreadsheet: not read; save it as .csv"),
        ("a.ods", "a spreadsheet: not read; save it as .csv"),
        ("a.doc", "not read; save it as .docx or .txt"),
        ("a.pages", "not read; save it as .docx or .txt"),
        ("a.mhtml", "a page in an archive: not read; save it as .html (the page alone)"),
        ("a.pptx", "slides: not read; save them as .pdf"),
        ("a.jpg", "a picture: not read; have its text recognised (OCR) and save that as .txt"),
        ("a.tar.gz", "an archive of another kind: not read; pack what is in it as .zip"),
    ],
)
def test_extensions_with_advice(tmp_path: Path, name: str, advice: str) -> None:
    write(tmp_path / name)
    assert everything(tmp_path) == [f"{name}: {advice}"]


def test_strange_names_are_printable(tmp_path: Path) -> None:
    for name in [
        b"a\nb.txt",
        b"\xff.txt",
        "\u202etxt.txt".encode(),
        "ندوة.txt".encode(),
        b"<img>.txt",
    ]:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(GOOD, "utf-8")
    names = {source.name for source in find([tmp_path])}
    assert names == {"a\\nb.txt", "\\xff.txt", "\\u202etxt.txt", "ندوة.txt", "<img>.txt"}
    ids = everything(tmp_path)
    assert len(set(ids)) == 5
    assert all(given_id.startswith("~") for given_id in ids)


def test_links(tmp_path: Path) -> None:
    secret = write(tmp_path / "outside/secret.txt")
    seeds = tmp_path / "seeds"
    write(seeds / "a.txt")
    write(seeds / ".data/b.txt")
    links = {
        "again.txt": seeds / "a.txt",
        "b.txt": seeds / ".data/b.txt",
        "secret.txt": secret,
        "up.txt": Path("../outside/secret.txt"),
        "zero.txt": Path("/dev/zero"),
        "loop.txt": seeds / "loop.txt",
        "nothing.txt": seeds / "gone.txt",
        "folder.txt": tmp_path / "outside",
        "circle": seeds,
        "data.txt": seeds / ".data",
    }
    for name, target in links.items():
        (seeds / name).symlink_to(target)
    out = "a link that leads out of its folder; copy the file"
    lines = everything(seeds)
    loop = next(line for line in lines if line.startswith("loop.txt"))
    assert "Too many levels of symbolic links" in loop
    assert [line for line in lines if line != loop] == [
        "a",
        "b",
        "data.txt: a folder behind a link, or one that cannot be listed; not followed",
        f"folder.txt: {out}",
        "nothing.txt: does not exist, or is a link to nothing",
        f"secret.txt: {out}",
        f"up.txt: {out}",
        f"zero.txt: {out}",
    ]


def test_a_link_out_of_one_folder_does_not_hide_the_file_in_another(tmp_path: Path) -> None:
    write(tmp_path / "b/x.txt")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/link.txt").symlink_to(tmp_path / "b/x.txt")
    assert "x" in everything(tmp_path / "a", tmp_path / "b")


@pytest.mark.timeout(20)
def test_pipes_sockets_and_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.link(write(tmp_path / ".secret"), tmp_path / "second.txt")
    monkeypatch.chdir(tmp_path)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        lines = everything(tmp_path)
    assert lines == [
        "pipe.txt: not a regular file (a pipe, socket or device)",
        "second.txt: has a second name (hard link), which may lie outside the folder; copy the file",
        "socket.txt: not a regular file (a pipe, socket or device)",
    ]


def test_a_folder_in_the_path_that_becomes_a_link(tmp_path: Path) -> None:
    write(tmp_path / "outside/a.txt")
    write(tmp_path / "seeds/sub/a.txt")
    (source,) = find([tmp_path / "seeds"])
    shutil.rmtree(tmp_path / "seeds/sub")
    (tmp_path / "seeds/sub").symlink_to(tmp_path / "outside")
    assert messages_of(source) == ["sub/a.txt: a link that leads out of its folder; copy the file"]


def test_a_component_that_becomes_a_link_after_it_was_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "outside/a.txt")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/sub").symlink_to(tmp_path / "outside")
    monkeypatch.setattr(guarded_open, "resolve_links", lambda path: path)
    source = SourceFile(str(tmp_path / "seeds/sub/a.txt"), "sub/a.txt", 1, tmp_path / "seeds")
    assert messages_of(source) == ["sub/a.txt: cannot be read: Not a directory"]


def test_a_deleted_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (source,) = find([tmp_path])
    path.unlink()
    assert messages_of(source) == ["a.txt: does not exist, or is a link to nothing"]


def test_denied_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as a user who may read everything, so the system's answer is played.
    write(tmp_path / "a.txt")
    write(tmp_path / "sub/b.txt")
    sources = find([tmp_path])

    def denied(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", denied)
        assert messages_of(sources[0]) == ["a.txt: cannot be read: Permission denied"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "read", denied)
        assert messages_of(sources[0]) == ["a.txt: cannot be read: Permission denied"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", denied)
        with pytest.raises(DocumentError, match="Permission denied"):
            find([tmp_path])


def test_a_folder_below_that_cannot_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "sub.txt/b.txt")
    listed = os.scandir

    def some(path: Path) -> "Iterator[os.DirEntry[str]]":
        if Path(path).name == "sub.txt":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", some)
    first, second = everything(tmp_path)
    assert first == "a"
    assert second.startswith("sub.txt: a folder behind a link, or one that cannot be listed")


def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.txt")
    rows = write(tmp_path / "b.jsonl", '{"title": "ع", "body": "ن"}\n' * 3)
    text_source, rows_source = find([tmp_path])
    genuine = os.read

    def grown(descriptor: int, size: int) -> bytes:
        for changed in (path, rows):
            with changed.open("a") as file:
                file.write(" ")
        return genuine(descriptor, size)

    def cut(descriptor: int, size: int) -> bytes:
        os.truncate(path, 5)
        return genuine(descriptor, size)

    changed = "changed while it was read; build again"
    monkeypatch.setattr(os, "read", grown)
    assert messages_of(text_source) == [f"a.txt: {changed}"]
    assert messages_of(rows_source)[-1] == f"b.jsonl: {changed}"
    monkeypatch.setattr(os, "read", cut)
    assert messages_of(text_source) == [f"a.txt: {changed}"]


def test_a_text_file_that_is_too_large(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    os.truncate(path, 5_000_000_000)  # sparse: takes no room
    (source,) = find([tmp_path])
    consumed: list[int] = []
    (refused,) = read(source, consumed.append)
    assert isinstance(refused, DocumentError)
    assert refused.reason == (
        f"has 5,000,000,000 bytes; at most {limits.TEXT_FILE_BYTES:,} are read in this format"
    )
    assert sum(consumed) == source.size


def test_progress_counts_every_byte_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.dat", "x" * 1000)
    write(tmp_path / "c.txt", "bad")
    for source in find([tmp_path]):
        consumed: list[int] = []
        list(read(source, consumed.append))
        assert sum(consumed) == source.size > 0


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    write(tmp_path / "sub/a.txt")
    write(tmp_path / "b.jsonl", '{"title": "ع", "body": "ن"}\n' * 3)
    os.mkfifo(tmp_path / "pipe.txt")
    before = descriptors()
    everything(tmp_path)
    rows = read(folder.find([tmp_path])[0])
    next(rows)
    rows.close()
    assert descriptors() == before


def descriptors() -> set[str]:
    return {entry.name for entry in Path("/proc/self/fd").iterdir()}


@pytest.mark.parametrize("text", ["", "  \n\n\t\n", "\ufeff"])
def test_a_file_without_visible_text_is_empty(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.txt", text)
    assert everything(tmp_path) == ["a.txt: is empty"]
