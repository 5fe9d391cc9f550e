"""Commands for those who run a city: `flask --app api COMMAND`."""

import json
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

import migrations
from api import here
from city.catalogue import load as catalogue
from city.db import transaction
from deploy import demo

database = AppGroup("db", help="The database's shape.")
demo_city = AppGroup("demo", help="The synthetic demo city.")
openapi = AppGroup("openapi", help="The API's document.")


def register(app: Flask) -> None:
    """Add our commands to `flask`."""
    for group in (database, demo_city, openapi):
        app.cli.add_command(group)
    app.cli.add_command(release)


@click.command()
def release() -> None:
    """Migrate, load the catalogue, and a demo city where there is no city yet."""
    told = here.settings()
    migrations.upgrade(told.database_url)
    with transaction() as session:
        categories, conditions = catalogue.load(session)
        click.echo(f"目录 catalogue: {categories} 类 categories, {conditions} 条 conditions")
        if demo.loaded(session):
            return
        accounts = demo.load(session, store=here.store())
    demo.write_accounts(told.var, accounts)
    click.echo(f"演示城市 demo city: {len(accounts)} 个账号 accounts")


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


@demo_city.command("load")
@click.option("--full", is_flag=True, help="Taiyuan's full numbers.")
def load_demo(full: bool) -> None:
    """Fill an empty database with the demo city."""
    with transaction() as session:
        if demo.loaded(session):
            raise click.ClickException(
                "已有城市，未改动 / there is a city already; nothing changed"
            )
        accounts = demo.load(session, full=full, store=here.store(), progress=click.echo)
    demo.write_accounts(here.settings().var, accounts)


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
