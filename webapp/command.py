"""The `kashaf` command with all that it can do: the indexer's commands, and `serve`."""

from indexer.cli import faults
from indexer.cli.group import kashaf

kashaf.places["serve"] = "webapp.serving.command:serve"


def main() -> None:
    with faults.told():
        kashaf(prog_name="kashaf")


if __name__ == "__main__":
    main()
