"""The database's shape."""

import click
from flask.cli import AppGroup

import migrations
from api import here

database = AppGroup("db", help="The database's shape.")


@database.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database up to REVISION."""
    migrations.upgrade(here.settings().database_url, revision)


@database.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database down to REVISION."""
    migrations.downgrade(here.settings().database_url, revision)
