"""Requests made from the API's own document, at a running server, with every check of schemathesis.

`python -m tests.campaigns.generated_requests ADDRESS [EXAMPLES]`: at least so many requests in all.
Exits with 1 when an answer is a server error, breaches the document, or refuses what it promises.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

# What may refuse a wrong request: as schemathesis has it, and an address that is too long. A search can be
# wrong in a way that no schema tells: a period may end before it begins.
_SETTINGS = """
[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 414, 415, 422, 428, 429]

[[operations]]
include-path-regex = "^/api/v1/(search|export)$"
checks.positive_data_acceptance.expected-statuses = ["2xx", 404, 422, "5xx"]
"""


def command(address: str, examples: int, report: Path) -> list[str]:
    """What runs the checks: `examples` of right and of wrong requests for each route."""
    return [
        sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json",
        "--checks", "all", "--mode", "all", "--max-examples", str(examples),
        "--generation-deterministic", "--suppress-health-check", "all",
        "--report", "junit", "--report-junit-path", str(report), "--no-color",
    ]  # fmt: skip


def run(address: str, examples: int) -> "subprocess.CompletedProcess[str]":
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "schemathesis.toml").write_text(_SETTINGS, encoding="utf-8")
        return subprocess.run(
            command(address, examples, Path(folder) / "report.xml"),
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )


if __name__ == "__main__":
    outcome = run(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1500)
    print(outcome.stdout, outcome.stderr, sep="\n")
    sys.exit(outcome.returncode)
