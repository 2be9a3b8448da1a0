"""`kashaf doctor`: the problems it finds and the advice it gives."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.doctor import examination
from indexer.engines import registry
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import IndexMissing
from indexer.generations import Generation
from indexer.settings import Settings
from tests import shipped
from webapp.command import kashaf


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def doctor(index: Path, port: int | None = None) -> tuple[int, dict[str, dict[str, str]]]:
    """Exit code, and the findings by check."""
    arguments = ["doctor", "--index", str(index), "--port", str(port or free_port()), "--json"]
    done = CliRunner(catch_exceptions=False).invoke(
        kashaf, arguments, env={"KASHAF_SEEDS": str(index.with_name("seeds"))}
    )
    return done.exit_code, {row["check"]: row for row in json.loads(done.stdout)}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    seeds = shipped.copy_into(tmp_path / "seeds")
    built = CliRunner().invoke(kashaf, ["build", str(seeds), "--index", str(tmp_path / "an index")])
    assert built.exit_code == 0
    return tmp_path / "an index"


def test_a_sound_installation(index: Path) -> None:
    code, found = doctor(index)
    assert code == 0
    assert {name for name, row in found.items() if row["grade"] == "good"} == {
        "versions",
        "sources",
        "permissions",
        "index",
        "disk",
        "content",
        "search",
    }
    assert found["server"]["grade"] == "advice"
    assert found["server"]["advice"] == f"run `kashaf serve --index '{index}'`"


@pytest.mark.parametrize("title", ["ليس الصين", "-", "«(", "NOT"])
def test_a_title_that_reads_as_signs_is_no_fault(tmp_path: Path, title: str) -> None:
    row = {"id": "a", "title": title, "body": "نص", "published": "2025-01-01"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    index = tmp_path / ".index"
    CliRunner().invoke(kashaf, ["build", str(tmp_path), "--index", str(index)])
    code, found = doctor(index)
    assert (code, found["search"]["grade"]) == (0, "good")


def test_doctor_lists_the_sources_refused_by_the_last_build(tmp_path: Path) -> None:
    row = {"id": "a", "title": "ت", "body": "نص"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    (tmp_path / "bad.txt").write_text("no release", "utf-8")
    (tmp_path / "twice.jsonl").write_text("x\ny\n", "utf-8")
    index = tmp_path / ".index"
    CliRunner().invoke(kashaf, ["build", str(tmp_path), "--index", str(index)])
    code, found = doctor(index)
    assert (code, found["refused"]["grade"]) == (0, "advice")
    assert found["refused"]["said"] == "3 refused when the index was built: bad.txt, twice.jsonl"
    assert found["refused"]["advice"].startswith(f"`kashaf status --index {index} --json` says why")
    told = CliRunner().invoke(kashaf, ["status", "--index", str(index), "--json"]).stdout
    assert '"source": "bad.txt"' in told


def test_an_index_that_is_meant_to_be_empty_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    index = tmp_path / "index"
    arguments = ["build", str(tmp_path / "sources"), "--index", str(index), "--prune"]
    assert CliRunner().invoke(kashaf, arguments).exit_code == 0
    code, found = doctor(index)
    assert (code, found["search"]["grade"]) == (0, "advice")
    assert found["search"]["said"] == "there is no release in the index"


def test_the_sources_are_those_that_the_index_was_built_from(tmp_path: Path) -> None:
    sources = tmp_path / "أرشيف"
    sources.mkdir()
    row = {"id": "a", "title": "بيان", "body": "نص"}
    (sources / "a.jsonl").write_text(json.dumps(row), "utf-8")
    index = tmp_path / "index"
    CliRunner().invoke(kashaf, ["build", str(sources), "--index", str(index)])
    assert doctor(index)[1]["sources"]["said"] == f"{sources} can be read"
    sources.rename(tmp_path / "elsewhere")
    code, found = doctor(index)
    assert (code, found["sources"]["grade"]) == (0, "advice")
    assert found["sources"]["said"] == f"{sources} does not exist"


def test_a_variable_that_is_no_setting(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KASHAF_PRT", "80")
    code, found = doctor(index)
    assert code == 0
    assert found["settings"]["grade"] == "advice"
    assert found["settings"]["said"] == "KASHAF_PRT is no setting; did you mean KASHAF_PORT?"


def test_an_index_that_a_service_keeps_is_in_no_folder(index: Path) -> None:
    class Service(WhooshEngine):
        def store(self, _: Settings) -> "Elsewhere":  # type: ignore[override]
            return Elsewhere()

    class Elsewhere:
        root = None

        def locate(self, _: object = None, *, quick: bool = False) -> Generation:  # noqa: ARG002
            raise IndexMissing("nothing was published here")

        def newest_manifest(self) -> None:
            return None

    chosen = Settings.load({"index": index, "port": free_port()}, environ={})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(registry, "engine", lambda _: Service())
        found = {each.check for each in examination.examine(chosen)}
    assert "index" in found
    assert not found & {"permissions", "disk"}


def test_no_index(tmp_path: Path) -> None:
    code, found = doctor(tmp_path / "none")
    assert code == 3
    assert found["index"]["grade"] == "bad"
    assert found["index"]["said"].startswith(f"{tmp_path}/none: there is no index here")
    assert "kashaf" not in found["index"]["said"]
    assert found["index"]["advice"] == f"run `kashaf build --index {tmp_path}/none`"


def test_unremovable_leftovers_are_named(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (index / "tmp-old-1").mkdir()
    (index / "tmp-old-1" / "_MAIN_2.toc").touch()
    assert "leftovers" not in doctor(index)[1]
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "tmp-old-1")
    code, found = doctor(index)
    assert (code, found["leftovers"]["grade"]) == (0, "advice")
    assert found["leftovers"]["said"] == "builds cannot remove tmp-old-1"
    assert f"rm -r '{index / 'tmp-old-1'}';" in found["leftovers"]["advice"]


def test_the_usual_folder_is_not_taken_for_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctor(Path("index"))[1]["index"]["said"].startswith(f"{tmp_path}/index: ")


def test_damage_and_open_permissions(index: Path) -> None:
    generation = index / (index / "CURRENT").read_text("utf-8").split()[0]
    victim = max(generation.iterdir(), key=lambda path: path.stat().st_size)
    raw = bytearray(victim.read_bytes())
    raw[len(raw) // 2] ^= 1
    victim.write_bytes(raw)
    index.chmod(0o777)
    code, found = doctor(index)
    assert code == 3
    assert found["index"]["grade"] == "bad"
    assert victim.name in found["index"]["said"]
    assert found["index"]["advice"] == f"run `kashaf build --index '{index}' --full`"
    assert found["permissions"]["advice"] == f"chmod o-w '{index}'"


class Answer(BaseHTTPRequestHandler):
    hosts: tuple[str, ...] = ()
    body = b'{"index": {"generation": "gen-000000-00000000"}}'

    def do_GET(self) -> None:
        self.send_response(200 if self.headers["Host"] in self.hosts or not self.hosts else 400)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Answer) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield listening.server_port
        listening.shutdown()


def test_a_server_that_serves_something_else(index: Path, server: int) -> None:
    code, found = doctor(index, server)
    assert code == 0
    assert found["server"]["grade"] == "advice"
    assert "serves gen-000000-00000000, not gen-000001" in found["server"]["said"]


@pytest.mark.parametrize("body", [b'{"index": "main"}', b"[]", b"<p>", b"\xff", b"9" * 2_000_000])
def test_another_service_at_the_address(
    index: Path, server: int, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answer, "body", body)
    code, found = doctor(index, server)
    assert code == 0
    assert "is not Kashaf" in found["server"]["said"]


@pytest.mark.parametrize("hosts", ["kashaf.example", ".kashaf.example,other.example"])
def test_a_server_is_asked_by_its_name(
    index: Path, server: int, hosts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answer, "hosts", ("kashaf.example",))
    assert doctor(index, server)[1]["server"]["grade"] == "bad"
    monkeypatch.setenv("KASHAF_HOSTS", hosts)
    assert doctor(index, server)[1]["server"]["grade"] == "advice"


@pytest.mark.parametrize("host", ["a..b", "\udcd9\udcff"])
def test_a_name_that_no_host_may_have(
    index: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KASHAF_HOST", host)
    code, found = doctor(index)
    assert (code, found["server"]["grade"]) == (0, "advice")
    assert found["server"]["said"].startswith("no server at")


def test_it_can_be_read(index: Path) -> None:
    done = CliRunner().invoke(kashaf, ["doctor", "--index", str(index), "--port", str(free_port())])
    assert "ok  index: gen-000001" in done.stdout
    assert f"      run `kashaf serve --index '{index}'`" in done.stdout
