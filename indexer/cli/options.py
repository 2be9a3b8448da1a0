"""The options that commands share."""

from collections.abc import Callable
from typing import Any

import click


def index_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--index", metavar="DIR", help="Folder of the index.")(command)


class NonEmptyPath(click.Path):
    """A path of a file or folder. An empty one would be the current folder, but is more often a
    variable that was not set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name of a file or folder was expected, not an empty one", param, ctx)
        return super().convert(value, param, ctx)


json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
