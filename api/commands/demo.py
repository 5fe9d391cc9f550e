"""The synthetic demo city."""

import click
from flask.cli import AppGroup

from api import here
from city.catalogue import load as catalogue
from city.db import transaction
from deploy import demo

demo_city = AppGroup("demo", help="The synthetic demo city.")


@demo_city.command()
@click.option("--full", is_flag=True, help="Taiyuan's full numbers.")
def load(full: bool) -> None:
    """Fill an empty database with the demo city."""
    with transaction() as session:
        if demo.loaded(session):
            raise click.ClickException(
                "已有城市，未改动 / there is a city already; nothing changed"
            )
        catalogue.load(session)
        accounts = demo.load(session, full=full, store=here.store(), progress=click.echo)
    demo.write_accounts(here.settings().var, accounts)
