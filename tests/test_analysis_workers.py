"""Analysis in a process beside the one that builds."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import subprocesses
from indexer.analysis_workers import Analysts, messages, parent
from indexer.analysis_workers.framing import Line
from indexer.arabic import memo
from indexer.arabic.analyzer import Analyzer, standard
from indexer.arabic.names import Names
from indexer.arabic.words import Glossary
from indexer.build import BuildRequest, build
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import DocumentError
from indexer.generations import Folder
from indexer.release import Release
from indexer.schema import AnalysedRelease, analyse


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child is started soon, and told little at a time."""
    monkeypatch.setattr(parent, "_processors", lambda: 2)
    monkeypatch.setattr(parent, "_ALONE", 2)
    monkeypatch.setattr(parent, "_BATCH", 3)


def releases(count: int = 60, times: int = 1) -> Iterator[Release]:
    for n in range(count):
        body = f"كلمة رقم {n} من مدينة ليان يون قانغ في 5 مايو 2025\n\nالولايات المتحدة كلمت{'ا' * (n % 60)} أيضاً"
        yield Release(f"r{n}", f"بيان {n}", body * times, agency="وزارة الصحة")


def in_time(analysts: Analysts, count: int = 60, times: int = 1) -> Iterator[Release]:
    """Releases of which most come when the child is ready."""
    for n, release in enumerate(releases(count, times)):
        if n == 9:
            until = time.monotonic() + 30
            child = analysts._child
            while child and not (child.is_ready() or child.gone) and time.monotonic() < until:
                time.sleep(0.01)
        yield release


def plain(analysed: AnalysedRelease) -> list[object]:
    """What is known of a release, whatever the numbers of its words are."""
    texts = {
        name: (text.words, text.positions.tolist(), text.length, text.runs)
        for name, text in analysed.texts.items()
    }
    return [analysed.release, texts, analysed.facets, analysed.signature]


def alone(count: int = 60) -> list[list[object]]:
    return [plain(analyse(release, standard())) for release in releases(count)]


def running(child: "parent._Child") -> "subprocess.Popen[bytes]":
    return child._process


def test_what_is_analysed_beside_is_what_is_analysed_here() -> None:
    with Analysts(standard(), 2) as analysts:
        analysed = list(analysts.analysed(in_time(analysts)))
        child = analysts._child
        assert child
        assert child.is_ready()
        assert len(child._listener._glossary.words) > 100
    assert running(child).poll() is not None
    assert list(map(plain, analysed)) == alone()
    assert any(each.texts["body"].runs for each in analysed)


def test_words_are_told_anew_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", 60)
    forgetful, teller, listener = Analyzer(), messages.Teller(), messages.Listener()
    found, glossaries = [], list[Glossary]()
    for release in releases():
        told = json.loads(json.dumps(teller.told(analyse(release, forgetful))))
        understood = listener.understood(release, told)
        found.append(plain(understood))
        last = understood.texts["agency"].glossary
        assert last.words == forgetful._memo.glossary.words
        if not any(last is each for each in glossaries):
            glossaries.append(last)
    assert found == alone()
    assert len(glossaries) > 2


def test_who_missed_words_is_not_understood() -> None:
    (release,) = releases(1)
    analysed, teller = analyse(release, Analyzer()), messages.Teller()
    teller.told(analysed)
    with pytest.raises(ValueError, match="missed"):
        messages.Listener().understood(release, teller.told(analysed))


def test_the_reader_own_names_are_known_beside() -> None:
    names = Names({"كلمه": "خاص"}, {}, frozenset(), frozenset({"كلمه"}))
    with Analysts(Analyzer(names), 2) as analysts:
        found = list(analysts.analysed(in_time(analysts, 20)))
        assert analysts._child
        assert analysts._child.is_ready()
    stems = [[word.stem for word in each.texts["body"].words] for each in found]
    assert all("خاص" in each for each in stems)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize(
    "times", [1, 1_000]
)  # what is said fits in the memory of a pipe, or does not
def test_when_the_child_is_gone_or_hangs_the_build_goes_on_alone(
    sign: int, times: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(parent, "_SECONDS", 1.0)
    count, digests = 30, []
    with Analysts(standard(), 2) as analysts:
        for each in analysts.analysed(in_time(analysts, count, times)):
            digests.append((each.release.id, each.signature))
            if len(digests) == 15:
                assert analysts._child
                assert analysts._child.is_ready()
                os.kill(running(analysts._child).pid, sign)
    assert digests == [
        (release.id, analyse(release, standard()).signature) for release in releases(count, times)
    ]
    assert "goes on without it" in caplog.text


def test_who_stops_in_the_middle_of_a_word_is_not_waited_for() -> None:
    near, far = socket.socketpair()
    with near, far:
        far.sendall((1_000).to_bytes(8, "little") + b"begun")
        line = Line(near, 0.1)
        assert line.waits()
        with pytest.raises(TimeoutError):
            line.receive()


def test_a_line_carries_what_is_larger_than_its_memory_and_ends_with_either_end() -> None:
    near, far = socket.socketpair()
    with near, far:
        one, other = Line(near, 5.0), Line(far, 5.0)
        assert not other.waits()
        said = ["كلمة" * 500_000]
        speaker = threading.Thread(target=one.send, args=(said,))
        speaker.start()
        assert other.receive() == said
        speaker.join()
        one.close()
        assert other.waits()
        with pytest.raises(EOFError):
            other.receive()


def test_a_child_of_another_version_analyses_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(messages, "of_analyzer", lambda _: [{}, {}, [], []])
    with Analysts(standard(), 2) as analysts:
        assert list(map(plain, analysts.analysed(in_time(analysts)))) == alone()
        assert analysts._child
        assert analysts._child.gone
    assert "another version" in caplog.text


def test_where_no_process_can_be_started_the_build_goes_on_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(subprocesses, "started", refused)
    with Analysts(standard(), 2) as analysts:
        assert list(map(plain, analysts.analysed(releases()))) == alone()
    assert "too many processes" in caplog.text


@pytest.mark.parametrize(("processes", "processors"), [(1, 2), (2, 1)])
def test_alone_where_one_process_is_wanted_or_can_run(
    processes: int, processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "_processors", lambda: processors)
    with Analysts(standard(), processes) as analysts:
        assert list(map(plain, analysts.analysed(releases()))) == alone()
        assert analysts._child is None


def test_few_releases_need_no_child() -> None:
    with Analysts(standard(), 2) as analysts:
        assert list(map(plain, analysts.analysed(releases(2)))) == alone(2)
        assert analysts._child is None


def test_large_releases_make_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "_BATCH_CHARACTERS", 100)
    sizes = [len(batch) for batch in parent._batches(releases(6))]
    assert sizes == [2, 2, 2]


def test_a_build_that_fails_leaves_no_child() -> None:
    def failing() -> Iterator[Release]:
        yield from releases(20)
        raise DocumentError("a", "is damaged")

    with pytest.raises(DocumentError), Analysts(standard(), 2) as analysts:
        list(analysts.analysed(failing()))
    assert analysts._child
    assert running(analysts._child).returncode is not None


def test_a_child_ends_with_its_parent() -> None:
    child = parent._Child(standard())
    batch = list(releases(3))
    child.give(batch)
    while not child.is_ready():
        time.sleep(0.01)
    assert child.answer(batch)
    child._line.close()
    assert running(child).wait(10) == 0


class _Silent:
    def begin(self, step: str, total: int = 0) -> None: ...

    def advance(self, amount: int) -> None: ...

    def refused(self, error: DocumentError) -> None: ...


def test_an_index_is_the_same_whoever_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    answered = []
    understood = messages.Listener.understood

    def counted(self: messages.Listener, of: Release, told: object) -> object:
        answered.append(of.id)
        return understood(self, of, told)

    monkeypatch.setattr(messages.Listener, "understood", counted)
    monkeypatch.setattr(parent, "_BATCH", 32)
    lines = "".join(f"{release.canonical}\n" for release in releases(2_000))
    (sources / "releases.jsonl").write_text(lines, "utf-8")
    written = []
    for processes in (1, 2):
        index = tmp_path / str(processes)
        request = BuildRequest(
            [sources], Folder(index), WhooshEngine(), standard(), processes=processes
        )
        assert build(request, _Silent()).added == 2_000
        files = [
            path for path in index.rglob("*") if path.suffix in (".pst", ".trm", ".voc", ".rel")
        ]
        assert len(files) == 4
        written.append({path.suffix: path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert len(answered) > 100
