"""`python -m workers relay | work QUEUE… | clock`."""

import gc
import logging
from importlib import import_module

import click
from rq import Queue, SimpleWorker

from workers import handlers, outbox
from workers.manners import give_way
from workers.queues import QUEUES
from workers.tools import tools


@click.group()
def main() -> None:
    """The processes behind the web."""
    give_way()
    logging.getLogger("rq").setLevel(logging.WARNING)


@main.command()
def relay() -> None:
    """Carry events to the queues."""
    outbox.run(tools().queue)


@main.command()
@click.argument("queues", nargs=-1, type=click.Choice(list(QUEUES)))
def work(queues: tuple[str, ...]) -> None:
    """Do what is in QUEUES (all by default), in their order.

    Photos are decoded in a child of their own, so that this process needs no fork for each job.
    """
    names, connection = queues or tuple(QUEUES), tools().queue
    handlers.load(names)
    gc.freeze()  # what stays for ever is looked through for cycles no more: a fifth of a job's time
    wanted = [Queue(name, connection=connection) for name in names]
    SimpleWorker(wanted, connection=connection).work(logging_level="WARNING")


@main.command("clock")
def keep_time() -> None:
    """Send the sweeps by the clock; this process alone needs what all of them need."""
    import_module("workers.clock").run(tools().queue)


if __name__ == "__main__":
    main()
