"""`kashaf analyze`."""

import click

from indexer.answers import json_results
from indexer.answers.json_models import Token
from indexer.cli.context import load_settings
from indexer.cli.options import json_option
from indexer.cli.output import print_json
from indexer.cli.query_options import QueryCommand, words_argument
from indexer.installation import name_lists


@click.command(cls=QueryCommand)
@words_argument("text")
@json_option
def analyze(text: str, as_json: bool) -> None:
    """Show how each word of TEXT is read."""
    tokens = name_lists.analyzer(load_settings()).read(text)
    if as_json:
        print_json([json_results.token(*each) for each in tokens])
        return
    for each in tokens:
        click.echo(_token(json_results.token(*each)))


def _token(token: Token) -> str:
    clitics = "+".join([*token["proclitics"], "·", token["enclitic"]]).strip("+")
    marks = [
        name
        for name, is_set in (("stop", token["stop"]), ("protected", token["protected"]))
        if is_set
    ]
    row = (
        token["surface"],
        f"{token['start']}-{token['end']}",
        f"normalised={token['normalised']}",
        f"exact={token['exact']}",
        f"stem={token['stem']}",
        f"root={token['root']}",
        f"clitics={clitics}",
        f"rule={token['rule']}",
        *marks,
    )
    return "\t".join(row)
