"""The memory of caches that deploy/README.md states is close to the sum of their limits."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
_STATED = re.compile(r"up to (\d+) MB \(few releases\) or (\d+) MB \(100,000")
# Prints the sum of the limits of all caches of one process that serves, in MB. Posting lists and
# masks are cached as if the collection had so many releases.
_SUM = """
import gc, json, sys
from contextlib import closing
from indexer.engines.whoosh import columns

of_size, releases = columns.cache_bytes, int(sys.argv[2])
columns.cache_bytes = lambda least, _: of_size(least, releases)

from indexer.cache import ByteCache
from indexer.search import Collection
from indexer.settings import Settings
from webapp.app import create_app

settings = Settings.load({"index": sys.argv[1]}, environ={})
with closing(Collection.open(settings)) as collection:
    client = create_app(settings, collection).test_client()
    for q in ("الهجرة", "عنوان:*جر*", "«إدارة الهجرة»"):
        assert client.get("/api/v1/search", query_string={"q": q}).status_code == 200
    limits = [each._limit for each in gc.get_objects() if isinstance(each, ByteCache)]
print(json.dumps(sum(limits) / 1e6))
"""


def megabytes(index: Path, releases: int) -> float:
    command = [sys.executable, "-c", _SUM, str(index), str(releases)]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    total: float = json.loads(child.stdout)
    return total


def test_cache_limits_agree_with_the_documentation(tmp_path: Path, shipped_seeds: Path) -> None:
    index = tmp_path / "index"
    build = [sys.executable, "-c", "from webapp.command import main; main()", "build"]
    subprocess.run(
        [*build, shipped_seeds, "--index", index], cwd=ROOT, check=True, capture_output=True
    )
    stated = _STATED.search((ROOT / "deploy" / "README.md").read_text("utf-8"))
    assert stated
    for megabytes_stated, releases in zip(map(int, stated.groups()), (2, 100_000), strict=True):
        # Some caches count entries instead of bytes.
        assert 0.85 * megabytes_stated < megabytes(index, releases) <= megabytes_stated
