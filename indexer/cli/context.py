"""The settings in force while a command runs, and messages that refer to them."""

import click

from indexer.errors import KashafError
from indexer.settings import Settings, unknown_variables


def load_settings(**flags: object) -> Settings:
    """Load the settings in force, and keep them for later messages (`message_of`)."""
    settings = Settings.load(flags)
    click.get_current_context().find_root().obj = settings
    return settings


def warn_of_unknown_variables() -> None:
    """Print a line for each environment variable that looks like a setting but is none."""
    for warning in unknown_variables():
        click.echo(f"kashaf: {warning}", err=True)


def message_of(error: KashafError) -> str:
    """The message of an error, with the command that repairs the index of the settings in force."""
    settings = click.get_current_context().find_root().obj
    if not isinstance(settings, Settings):
        return str(error)
    # Imported here because it imports the engine, which not every command needs.
    from indexer.installation.repair_hints import render

    return render(error, settings)
