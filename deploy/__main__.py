"""The commands behind the Makefile: run a city, show how to reach it, forget its data."""

import os
import shutil
import sys
from pathlib import Path

import click

from deploy import engines
from deploy.engines import quarters
from deploy.run import City
from deploy.run import run as run_city
from deploy.words import say

ROOT = Path(__file__).resolve().parent.parent
folder = click.option("--var", type=click.Path(path_type=Path), envvar="VAR", default="var")


@click.group()
def cli() -> None:
    """Run a city on this machine."""


@cli.command()
@folder
@click.option("--host", envvar="HOST", default="127.0.0.1")
@click.option("--port", envvar="PORT", default=8000)
@click.option("--tls/--no-tls", envvar="TLS", default=False)
@click.option("--procfile", type=click.Path(path_type=Path), default=ROOT / "Procfile")
def run(var: Path, host: str, port: int, tls: bool, procfile: Path) -> None:
    """Engines, release and every process, until Ctrl-C."""
    var.mkdir(parents=True, exist_ok=True)
    sys.exit(run_city(City(ROOT, var.resolve(), host, port, procfile, tls), os.environ))


@cli.command()
@folder
def env(var: Path) -> None:
    """Print the settings that reach a running city: eval "$(python -m deploy env)"."""
    for name, value in engines.settings(quarters.find(var), os.environ).items():
        click.echo(f"export {name}='{value}'")


@cli.command()
@folder
def reset(var: Path) -> None:
    """Forget all data of a city that is not running."""
    if not (var / "keys.json").exists():
        say(f"{var} 中没有数据。", f"There is no data in {var}.")
        return
    try:
        with quarters.alone(var / "run.lock"), quarters.alone(var / "engines.lock"):
            place = quarters.find(var)
            for each in {place.run, place.home, place.var}:
                shutil.rmtree(each, ignore_errors=True)
    except quarters.Occupied:
        say("正在运行，请先停止。", "It is running; stop it first.")
        sys.exit(1)
    say(f"已清除 {var} 中的数据。", f"The data in {var} is gone.")


if __name__ == "__main__":
    cli()
