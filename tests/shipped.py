"""The two shipped releases, without other files that a user has in `seeds/`."""

import atexit
import shutil
import tempfile
from pathlib import Path

NAMES = ("000_4be716075c5a84b0.txt", "001_a6acb9edab397a71.txt")
_LIVE = Path(__file__).parents[1] / "seeds"
# Describes the forms of documents; it is none itself.
FORMS = _LIVE / "README.md"


def copied(folder: Path) -> Path:
    """`folder`, made if need be, with copies of the two."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        shutil.copyfile(_LIVE / name, folder / name)
    return folder


# A folder of the two, for tests that only read it.
SEEDS = copied(Path(tempfile.mkdtemp(prefix="kashaf-seeds-")))
atexit.register(shutil.rmtree, SEEDS, ignore_errors=True)
