"""The API's document."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

openapi = AppGroup("openapi", help="The API's document.")


@openapi.command()
@click.argument("file", type=click.Path(path_type=Path), default="-")
def write(file: Path) -> None:
    """Write the OpenAPI document to FILE (standard output by default)."""
    (api,) = current_app.extensions["flask-smorest"]["apis"].values()
    text = json.dumps(api["ext_obj"].spec.to_dict(), ensure_ascii=False, indent=2) + "\n"
    if str(file) == "-":
        click.echo(text, nl=False)
    else:
        file.write_text(text)
