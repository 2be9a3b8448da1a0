"""A digest of parts of this program: tells whether other code made a result."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path
from types import ModuleType

CODE = frozenset({".py"})

_PROGRAM = Path(__file__).resolve().parents[1]


def source_digest(
    *modules: ModuleType, suffixes: Collection[str] = CODE, left_out: Collection[str] = ()
) -> str:
    """SHA-256 (hex) of the files of modules and of whole packages, whatever the order of the
    arguments.

    Files are named by their paths within the program, so that a moved file counts as a change. In
    packages only files with one of the ``suffixes`` count: a README changes nothing. Folders of
    packages whose names are ``left_out`` do not count either.
    """
    digest = hashlib.sha256()
    for path in sorted({path for module in modules for path in _files(module, suffixes, left_out)}):
        content = path.read_bytes()
        # Both lengths are in it, so that no byte can move from one part to the next unnoticed.
        name = path.relative_to(_PROGRAM).as_posix().encode()
        digest.update(f"{len(name)} {len(content)}\n".encode() + name + content)
    return digest.hexdigest()


def _files(
    module: ModuleType, suffixes: Collection[str], left_out: Collection[str]
) -> Iterator[Path]:
    path = Path(str(module.__file__)).resolve()
    if path.name != "__init__.py":
        yield path
        return
    for child in path.parent.rglob("*"):
        folders = child.relative_to(path.parent).parts[:-1]
        if child.suffix in suffixes and child.is_file() and not {*left_out} & {*folders}:
            yield child
