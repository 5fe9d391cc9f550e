"""`flask --app api clients …`: other programs that may send to us."""

import click
from flask.cli import AppGroup

from api import here
from city.db import transaction
from city.errors import Missing
from city.intake import clients as known
from city.intake.model import Channel
from city.people import Actor

clients = AppGroup("clients", help="接入方 · programs that sign their requests.")
COMMAND = Actor(name="command")
SIGNED = [Channel.HOTLINE, Channel.APP, Channel.OPEN311, Channel.SENSOR]


@clients.command()
@click.argument("name")
@click.option(
    "--channel", "channels", multiple=True, required=True, type=click.Choice([*SIGNED]),
    help="By which it may send.",
)  # fmt: skip
def make(name: str, channels: tuple[str, ...]) -> None:
    """Make a client; its secret is shown this once."""
    with transaction() as session:
        ways = [Channel(channel) for channel in channels]
        client, secret = known.make(session, here.settings(), name, ways, COMMAND)
    click.echo(f"client {client.key}\nsecret {secret}")


@clients.command()
@click.argument("key")
def rotate(key: str) -> None:
    """A new secret; the old one counts for a week more."""
    with transaction() as session:
        try:
            secret = known.rotate(session, here.settings(), key, COMMAND)
        except Missing as missing:
            raise click.ClickException(missing.said("zh")) from missing
    click.echo(f"client {key}\nsecret {secret}")


@clients.command()
@click.argument("key")
def revoke(key: str) -> None:
    """From now on the client is nobody."""
    with transaction() as session:
        try:
            known.revoke(session, key, COMMAND)
        except Missing as missing:
            raise click.ClickException(missing.said("zh")) from missing


@clients.command("list")
def show() -> None:
    """All clients; never a secret."""
    with transaction() as session:
        for one in known.every(session):
            state = "已吊销 revoked" if one.revoked_at else ""
            click.echo(f"{one.key}\t{one.name}\t{' '.join(one.channels)}\t{state}".rstrip())
