"""`kashaf settings`."""

import click

from indexer.cli.context import load_settings, warn_of_unknown_variables
from indexer.cli.options import json_option
from indexer.cli.output import print_json
from indexer.settings import TABLE, Setting, Settings


@click.command("settings")
@json_option
def show_settings(as_json: bool) -> None:
    """Print every setting, its value and where that came from."""
    settings = load_settings()
    warn_of_unknown_variables()
    rows = [
        {
            "name": setting.name,
            "value": _display(setting, settings),
            "source": settings.sources[setting.name],
            "variable": setting.variable,
            "meaning": setting.meaning,
        }
        for setting in TABLE
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['name']}\t{row['value']}\t{row['source']}\t{row['meaning']}")


def _display(setting: Setting, settings: Settings) -> str:
    value = getattr(settings, setting.name)
    if setting.secret:
        return "(set)" if value else ""
    if isinstance(value, tuple):
        return ",".join(value) or setting.none
    return "" if value is None else str(value)
