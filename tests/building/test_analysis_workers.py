"""Analysis in a child process."""

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
from indexer.arabic import memo
from indexer.arabic.analyzer import Analyzer, standard
from indexer.arabic.expressions.name_table import Names
from indexer.arabic.glossary import Glossary
from indexer.building.analysis_workers import ParallelAnalyzer, messages, parent
from indexer.building.analysis_workers.framing import Connection
from indexer.errors import DocumentError
from indexer.releases.release import Release
from indexer.releases.schema import AnalysedRelease, analyse
from tests.workshop import publish


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child is started early, and gets small batches."""
    monkeypatch.setattr(parent, "_processors", lambda: 2)
    monkeypatch.setattr(parent, "_ANALYSED_ALONE", 2)
    monkeypatch.setattr(parent, "_BATCH", 3)


def releases(count: int = 60, times: int = 1) -> Iterator[Release]:
    for n in range(count):
        body = f"كلمة رقم {n} من مدينة ليان يون قانغ في 5 مايو 2025\n\nالولايات المتحدة كلمت{'ا' * (n % 60)} أيضاً"
        yield Release(f"r{n}", f"بيان {n}", body * times, agency="وزارة الصحة")


def in_time(analyzer: ParallelAnalyzer, count: int = 60, times: int = 1) -> Iterator[Release]:
    """Releases, most of which come when the child is ready."""
    for n, release in enumerate(releases(count, times)):
        if n == 9:
            until = time.monotonic() + 30
            child = analyzer._child
            while child and not (child.is_ready() or child.gone) and time.monotonic() < until:
                time.sleep(0.01)
        yield release


def plain(analysed: AnalysedRelease) -> list[object]:
    """An analysed release without the numbers of its words."""
    texts = {
        name: (text.words, text.positions.tolist(), text.length, text.runs)
        for name, text in analysed.texts.items()
    }
    return [analysed.release, texts, analysed.facets, analysed.signature]


def alone(count: int = 60) -> list[list[object]]:
    return [plain(analyse(release, standard())) for release in releases(count)]


def running(child: "parent._Child") -> "subprocess.Popen[bytes]":
    return child._process


def test_child_process_gives_the_same_analysis() -> None:
    with ParallelAnalyzer(standard(), 2) as analyzer:
        analysed = list(analyzer.analyse(in_time(analyzer)))
        child = analyzer._child
        assert child
        assert child.is_ready()
        assert len(child._decoder._glossary.words) > 100
    assert running(child).poll() is not None
    assert list(map(plain, analysed)) == alone()
    assert any(each.texts["body"].runs for each in analysed)


def test_glossary_restarts_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", 60)
    forgetful, encoder, decoder = Analyzer(), messages.Encoder(), messages.Decoder()
    found, glossaries = [], list[Glossary]()
    for release in releases():
        message = json.loads(json.dumps(encoder.encode(analyse(release, forgetful))))
        decoded = decoder.decode(release, message)
        found.append(plain(decoded))
        last = decoded.texts["agency"].glossary
        assert last.words == forgetful._memo.glossary.words
        if not any(last is each for each in glossaries):
            glossaries.append(last)
    assert found == alone()
    assert len(glossaries) > 2


def test_lost_words_are_noticed() -> None:
    (release,) = releases(1)
    analysed, encoder = analyse(release, Analyzer()), messages.Encoder()
    encoder.encode(analysed)
    with pytest.raises(ValueError, match="missed"):
        messages.Decoder().decode(release, encoder.encode(analysed))


def test_the_reader_own_names_are_known_beside() -> None:
    names = Names({"كلمه": "خاص"}, {}, frozenset(), frozenset({"كلمه"}))
    with ParallelAnalyzer(Analyzer(names), 2) as analyzer:
        found = list(analyzer.analyse(in_time(analyzer, 20)))
        assert analyzer._child
        assert analyzer._child.is_ready()
    stems = [[word.stem for word in each.texts["body"].words] for each in found]
    assert all("خاص" in each for each in stems)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize(
    "times", [1, 1_000]
)  # messages smaller and larger than the buffer of a socket
def test_build_continues_alone_if_the_child_dies_or_hangs(
    sign: int, times: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(parent, "_SECONDS", 1.0)
    count, digests = 30, []
    with ParallelAnalyzer(standard(), 2) as analyzer:
        for each in analyzer.analyse(in_time(analyzer, count, times)):
            digests.append((each.release.id, each.signature))
            if len(digests) == 15:
                assert analyzer._child
                assert analyzer._child.is_ready()
                os.kill(running(analyzer._child).pid, sign)
    assert digests == [
        (release.id, analyse(release, standard()).signature) for release in releases(count, times)
    ]
    assert "goes on without it" in caplog.text


def test_incomplete_message_times_out() -> None:
    near, far = socket.socketpair()
    with near, far:
        far.sendall((1_000).to_bytes(8, "little") + b"begun")
        line = Connection(near, 0.1)
        assert line.has_input()
        with pytest.raises(TimeoutError):
            line.receive()


def test_a_line_carries_what_is_larger_than_its_memory_and_ends_with_either_end() -> None:
    near, far = socket.socketpair()
    with near, far:
        one, other = Connection(near, 5.0), Connection(far, 5.0)
        assert not other.has_input()
        said = ["كلمة" * 500_000]
        speaker = threading.Thread(target=one.send, args=(said,))
        speaker.start()
        assert other.receive() == said
        speaker.join()
        one.close()
        assert other.has_input()
        with pytest.raises(EOFError):
            other.receive()


def test_a_child_of_another_version_analyses_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(messages, "encode_analyzer", lambda _: [{}, {}, [], []])
    with ParallelAnalyzer(standard(), 2) as analyzer:
        assert list(map(plain, analyzer.analyse(in_time(analyzer)))) == alone()
        assert analyzer._child
        assert analyzer._child.gone
    assert "another version" in caplog.text


def test_build_continues_alone_if_no_process_can_be_started(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(subprocesses, "start_module", refused)
    with ParallelAnalyzer(standard(), 2) as analyzer:
        assert list(map(plain, analyzer.analyse(releases()))) == alone()
    assert "too many processes" in caplog.text


@pytest.mark.parametrize(("processes", "processors"), [(1, 2), (2, 1)])
def test_alone_where_one_process_is_wanted_or_can_run(
    processes: int, processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "_processors", lambda: processors)
    with ParallelAnalyzer(standard(), processes) as analyzer:
        assert list(map(plain, analyzer.analyse(releases()))) == alone()
        assert analyzer._child is None


def test_few_releases_need_no_child() -> None:
    with ParallelAnalyzer(standard(), 2) as analyzer:
        assert list(map(plain, analyzer.analyse(releases(2)))) == alone(2)
        assert analyzer._child is None


def test_large_releases_make_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "_BATCH_CHARACTERS", 100)
    sizes = [len(batch) for batch in parent._batches(releases(6))]
    assert sizes == [2, 2, 2]


def test_a_build_that_fails_leaves_no_child() -> None:
    def failing() -> Iterator[Release]:
        yield from releases(20)
        raise DocumentError("a", "is damaged")

    with pytest.raises(DocumentError), ParallelAnalyzer(standard(), 2) as analyzer:
        list(analyzer.analyse(failing()))
    assert analyzer._child
    assert running(analyzer._child).returncode is not None


def test_a_child_ends_with_its_parent() -> None:
    child = parent._Child(standard())
    batch = list(releases(3))
    child.send(batch)
    while not child.is_ready():
        time.sleep(0.01)
    assert child.receive(batch)
    child._connection.close()
    assert running(child).wait(10) == 0


def test_an_index_is_the_same_whoever_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    answered = []
    decoded = messages.Decoder.decode

    def counted(self: messages.Decoder, of: Release, message: object) -> object:
        answered.append(of.id)
        return decoded(self, of, message)

    monkeypatch.setattr(messages.Decoder, "decode", counted)
    monkeypatch.setattr(parent, "_BATCH", 32)
    lines = "".join(f"{release.canonical}\n" for release in releases(2_000))
    (sources / "releases.jsonl").write_text(lines, "utf-8")
    written = []
    for processes in (1, 2):
        index = tmp_path / str(processes)
        assert publish(index, sources, processes=processes).added == 2_000
        files = [
            path for path in index.rglob("*") if path.suffix in (".pst", ".trm", ".voc", ".rel")
        ]
        assert len(files) == 4
        written.append({path.suffix: path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert len(answered) > 100
