"""Rules of this project that no linter checks, and the lock files."""

import ast
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path for name in ("indexer", "webapp") for path in (ROOT / name).rglob("*.py"))
PACKAGES = sorted(path.parent for path in SOURCES if path.name == "__init__.py")
TEMPLATES = sorted((ROOT / "webapp" / "templates").rglob("*.html"))
# The extras of each, see the Makefile.
LOCKS = {
    "requirements.lock": ("container", "pdf", "docx"),
    "deploy/opensearch.lock": ("container", "pdf", "docx", "opensearch"),
}
_UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
# Documents are opened by one module, which follows no links and limits sizes.
_DOCUMENTS = ROOT / "indexer" / "documents"
_OPENER = _DOCUMENTS / "files" / "guarded_open.py"
_MARKED = ROOT / "webapp" / "texts" / "marks.py"
_OPENS = {"open", "read_text", "read_bytes"}


def breaches(path: Path, source: str) -> Iterator[str]:
    """The violations in a source file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name.partition(".")[0] for alias in node.names}
            names.add((getattr(node, "module", "") or "").partition(".")[0])
            if names & _UNSAFE_MODULES:
                yield f"{node.lineno}: {names & _UNSAFE_MODULES} runs the code of what it reads"
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        owner = getattr(getattr(node.func, "value", None), "id", "")
        if called == "Markup" and path != _MARKED:
            yield f"{node.lineno}: Markup( says that text is safe; marks.py alone may"
        if called in ("eval", "exec") and not owner:
            yield f"{node.lineno}: {called}("
        documents = _DOCUMENTS in path.parents and path != _OPENER
        # `archive.open` opens a member of a file that the opener opened.
        if documents and called in _OPENS and owner != "archive":
            yield f"{node.lineno}: {called}( beside the guarded opener"


def unlisted(folder: Path) -> list[str]:
    """The modules missing in the docstring of a package, if it lists any at the beginning of
    lines."""
    listing = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    modules = [module.name for module in pkgutil.iter_modules([str(folder)])]
    if not any(re.search(rf"^{name}[ ,]", listing, re.MULTILINE) for name in modules):
        return []
    return [
        name
        for name in modules
        if not re.search(rf"(?:^ *|, |; | and ){name}\b", listing, re.MULTILINE)
    ]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_docstring_that_lists_modules_lists_all(path: Path) -> None:
    assert unlisted(path) == []


def test_a_module_that_is_not_listed_is_found(tmp_path: Path) -> None:
    for name in ("one", "other", "third", "fourth"):
        (tmp_path / f"{name}.py").touch()
    init = tmp_path / "__init__.py"
    init.write_text('"""Rooms.\n\none  this; third: the other third\n"""\n')
    assert unlisted(tmp_path) == ["fourth", "other"]
    init.write_text('"""Rooms, of which one is large."""\n')
    assert unlisted(tmp_path) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sources_keep_the_rules(path: Path) -> None:
    assert list(breaches(path, path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "from pickle import loads", "import joblib.x", "Markup(x)",
        "markupsafe.Markup(x)", "open(x)", "path.read_text()", "os.open(x, 0)", "eval(x)",
    ],
)  # fmt: skip
def test_a_breach_is_seen(source: str) -> None:
    assert list(breaches(_OPENER.parent / "new.py", source))


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_tests_read_the_seeds_that_are_shipped_and_no_others() -> None:
    """Other files in that folder are the user's; see `shipped.py`."""
    live = re.compile(r"(?:ROOT|parents\[\d\]\)?) / \"seeds\"")
    tests = sorted((ROOT / "tests").rglob("*.py"))
    reading = {path.name for path in tests if live.search(path.read_text("utf-8"))}
    assert reading == {"shipped.py"}


def test_benchmarks_import_no_tests() -> None:
    """Tests import benchmarks, so that the other direction would be a circle."""
    imports = re.compile(r"^\s*(?:from|import) tests\b", re.MULTILINE)
    sources = sorted((ROOT / "benchmarks").rglob("*.py"))
    assert [path for path in sources if imports.search(path.read_text("utf-8"))] == []


def test_templates_trust_no_text() -> None:
    for path in TEMPLATES:
        # A script element with data runs nothing.
        text = path.read_text("utf-8").replace('<script type="application/ld+json">', "")
        assert not re.search(
            r"\|\s*safe\b|autoescape\s+false|<script(?![^>]*\bsrc=)|\bon\w+=|style=", text
        ), path


@pytest.mark.parametrize(("name", "extras"), LOCKS.items())
def test_a_lock_pins_all_that_is_needed_with_hashes(name: str, extras: tuple[str, ...]) -> None:
    lock = (ROOT / name).read_text("utf-8")
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(each for extra in extras for each in optional[extra])]
    for needed in map(Requirement, wanted):
        if needed.name != "kashaf":
            assert needed.specifier.contains(pins[canonicalize_name(needed.name)]), needed
    blocks = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    assert {canonicalize_name(block.partition("==")[0]) for block in blocks} == set(pins)
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock)
