"""The `kashaf` command: the indexer's commands, `serve`, and a check of the server for `doctor`."""

from indexer.cli.faults import exit_on_fault
from indexer.cli.group import make_group

kashaf = make_group(
    {"doctor": "webapp.serving.server_check:doctor", "serve": "webapp.serving.command:serve"}
)


def main() -> None:
    with exit_on_fault():
        kashaf(prog_name="kashaf")


if __name__ == "__main__":
    main()
