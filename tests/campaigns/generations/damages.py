"""Random damage to one random file: it is noticed although stamped files are not read, and a whole
generation is served."""

import random
import shutil
from collections import Counter
from pathlib import Path

from indexer.generations import FolderStore, stamps
from indexer.generations.current import locate
from tests.campaigns.generations.promises import Summary, prepare
from tests.generations import toy_engine


def hurt(path: Path, other: Path, chance: random.Random) -> str:
    """One random damage to `path`; its name. `other` is a different file of the same folder."""
    whole = path.read_bytes()
    kind = chance.choice(
        ("bit", "cut", "zeroed", "emptied", "deleted", "appended", "swapped", "extra")
    )
    place = chance.randrange(len(whole))
    if kind == "bit":
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
    elif kind == "zeroed":
        path.write_bytes(whole[:place] + bytes(len(whole) - place))
    elif kind == "swapped":
        path.write_bytes(other.read_bytes())
        other.write_bytes(whole)
    elif kind == "deleted":
        path.unlink()
    elif kind == "extra":
        path.with_name("zz-extra").write_bytes(whole)
    else:
        path.write_bytes({"cut": whole[:place], "emptied": b"", "appended": whole + b"x"}[kind])
    return kind


def damages(folder: Path, trials: int) -> Summary:
    pristine = folder / "pristine"
    prepare(pristine)
    root = folder / "index"
    chance = random.Random(20251115)
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    for trial in range(trials):
        shutil.copytree(pristine, root)
        current = locate(root)
        stamps.write_stamp(root, current.folder, stamps.file_marks(current.folder))
        if not stamps.is_untouched(root, current.folder, current.manifest):
            broken.append(f"trial {trial}: the stamp does not hold")
        inside = [current.folder / name for name in (*toy_engine.PARTS, "MANIFEST.json")]
        path, other = chance.sample(inside, 2)
        if chance.random() < 0.15:
            path = other = root / chance.choice(("CURRENT", "COMPARED"))
        kind = hurt(path, other, chance)
        try:
            generation = FolderStore(root, keep=3).locate(toy_engine.IDENTITY, quick=True)
            version = toy_engine.read(generation.folder)
        except Exception as error:
            broken.append(f"trial {trial}: {kind} of {path.name}: {type(error).__name__}: {error}")
        else:
            harmless = path.name == "COMPARED" or (
                path == root / "CURRENT" and kind in {"extra", "swapped"}
            )
            if generation.degraded is None and not harmless:
                broken.append(f"trial {trial}: {kind} of {path.name} was not noticed")
            outcomes[f"{path.name if path.parent == root else 'inside'}: {version} served"] += 1
        shutil.rmtree(root)
    return {"damages": trials, "outcomes": dict(sorted(outcomes.items())), "broken": broken}
