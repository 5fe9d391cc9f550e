"""Commands for those who run a city: `flask --app api COMMAND`.

Each is imported when it is asked for, so that a web process does not carry them all.
"""

import click
from flask.cli import AppGroup
from werkzeug.utils import import_string

COMMANDS = {
    "calendar": "api.commands.calendar:calendar",
    "catalogue": "api.commands.catalogue:catalogue",
    "clients": "api.commands.clients:clients",
    "dispatch": "api.commands.dispatch:dispatch",
    "db": "api.commands.database:database",
    "demo": "api.commands.demo:demo_city",
    "duplicates": "api.commands.duplicates:duplicates",
    "hotline": "api.commands.hotline:hotline",
    "life": "api.commands.life:life",
    "media": "api.commands.media:media",
    "openapi": "api.commands.openapi:openapi",
    "places": "api.commands.places:places",
    "sensors": "api.commands.sensors:sensors",
    "release": "api.commands.release:release",
    "triage": "api.commands.triage:triage",
    "wechat": "api.commands.wechat:wechat",
}


class Commands(AppGroup):
    """The commands in the table above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`; None when there is none."""
        found = COMMANDS.get(name)
        return import_string(found) if found else None
