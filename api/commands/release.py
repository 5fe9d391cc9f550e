"""What a start needs before anything is served."""

import click
from flask.cli import with_appcontext

import migrations
from api import here
from city import people
from city.catalogue import load as catalogue
from city.db import transaction
from deploy import demo


@click.command()
@with_appcontext
def release() -> None:
    """Migrate, load the catalogue, and a demo city where there is no city yet."""
    told = here.settings()
    migrations.upgrade(told.database_url)
    with transaction() as session:
        categories, conditions = catalogue.load(session)
        click.echo(f"目录 catalogue: {categories} 类 categories, {conditions} 条 conditions")
        if people.anybody(session):
            return
        accounts = demo.load(session, store=here.store())
    demo.write_accounts(told.var, accounts)
    click.echo(f"演示城市 demo city: {len(accounts)} 个账号 accounts")
