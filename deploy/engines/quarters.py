"""Where engines may live: a folder they can reach, an account without rights, a short socket."""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "xunjie"  # made when we run as root: PostgreSQL refuses to serve as root
AWAY = Path("/var/lib/xunjie")  # used as root when the checkout lies in a private folder
SOCKET_NAME_LIMIT = 107  # bytes in sockaddr_un on Linux
LONGEST_SOCKET = ".s.PGSQL.5432.lock"


class Occupied(RuntimeError):
    """Another process already runs engines on this data."""


@dataclass(frozen=True)
class Quarters:
    """The folders and the account for the engines of one VAR."""

    var: Path
    home: Path  # data; equal to var unless var is private
    run: Path  # sockets
    user: str | None  # None: run as ourselves

    def folder(self, name: str) -> Path:
        """A private folder for one engine's data, made when missing."""
        shown = self.var / name
        place = shown.resolve() if shown.is_symlink() else self.home / name
        if place != shown and shown.is_dir() and not shown.is_symlink():
            shutil.move(shown, place)  # var has been closed to others since
        self.private(place)
        if not shown.exists():
            shown.unlink(missing_ok=True)
            shown.symlink_to(place)
        return place

    def private(self, place: Path) -> None:
        """Make a folder that only the engines' account (and root) can enter."""
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = os.geteuid() if self.user is None else pwd.getpwnam(self.user).pw_uid
        if place.is_symlink() or place.stat().st_uid not in {owner, os.geteuid()}:
            raise PermissionError(f"{place} belongs to somebody else")
        place.chmod(0o700)
        self.give(place)

    def give(self, place: Path) -> None:
        """Hand a file or folder to the engines' account."""
        if self.user is not None:
            account = pwd.getpwnam(self.user)
            os.chown(place, account.pw_uid, account.pw_gid)

    def write(self, place: Path, text: str) -> None:
        """Write a file that only the engines' account (and root) can read."""
        with open(place, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(text)
        self.give(place)

    def program(self, base: Path, name: str, parts: Sequence[str]) -> Path:
        """The executable `name` below `base`, where the engines' account can reach it.

        In a private folder that is a copy, made once, of those `parts` of `base` that it needs.
        """
        if self.user is None or open_to_all(base / name, stat.S_IXOTH | stat.S_IROTH):
            return base / name
        built = f"{base / name}:{(base / name).stat().st_mtime_ns}"
        copy = self.home / "programs" / hashlib.sha256(built.encode()).hexdigest()[:12]
        if not copy.exists():
            fresh = Path(tempfile.mkdtemp(dir=_passable(copy.parent)))
            for part in parts:
                (fresh / part).parent.mkdir(parents=True, exist_ok=True)
                whole = (base / part).is_dir()
                (shutil.copytree if whole else shutil.copy2)(base / part, fresh / part)
            for each in (fresh, *fresh.rglob("*")):
                mode = each.stat().st_mode
                each.chmod(mode | stat.S_IROTH | (mode & stat.S_IXUSR) >> 6)
            fresh.rename(copy)
        return copy / name


def find(var: Path) -> Quarters:
    """Choose the quarters for a VAR; says so when they lie outside it."""
    var.mkdir(parents=True, exist_ok=True)
    var = var.resolve()
    mark = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    user, home = None, var
    if os.geteuid() == 0:
        user = _account()
        if not open_to_all(var, stat.S_IXOTH):
            home = _passable(_passable(AWAY) / mark)
            print(
                f"{var} 不对其他账户开放，引擎数据放在 {home}\n"
                f"{var} is private; the engines' data is kept in {home}",
                file=sys.stderr,
            )
    run = home / "run"
    if len(os.fsencode(run / LONGEST_SOCKET)) > SOCKET_NAME_LIMIT:
        run = Path(tempfile.gettempdir()) / f"xunjie-{mark}"
    quarters = Quarters(var, home, run, user)
    quarters.private(run)
    return quarters


def none(var: Path) -> Quarters:
    """The quarters where no engine is to live: only what lies in var itself."""
    var.mkdir(parents=True, exist_ok=True)
    return Quarters(var.resolve(), var.resolve(), var.resolve() / "run", None)


def open_to_all(place: Path, wanted: int) -> bool:
    """Whether every account can reach a path, and may use it as `wanted` (permission bits)."""
    real = place.resolve()
    reachable = all(parent.stat().st_mode & stat.S_IXOTH for parent in real.parents)
    return reachable and real.stat().st_mode & wanted == wanted


def keys(var: Path, name: str, words: tuple[str, ...]) -> dict[str, str]:
    """Random words kept in a file of mode 0600; made on first use."""
    place = var / name
    known: dict[str, str] = json.loads(place.read_text()) if place.exists() else {}
    if missing := [word for word in words if word not in known]:
        known |= {word: secrets.token_urlsafe(32) for word in missing}
        fresh = place.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with open(fresh, "x", opener=lambda at, flags: os.open(at, flags, 0o600)) as file:
            json.dump(known, file, indent=1)
        fresh.rename(place)
    return known


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock file for as long as the block runs; Occupied when another process holds it."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(str(lock.parent)) from None
        yield


def _passable(place: Path) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o755)
    return place


def _account() -> str:
    """An account without rights: our own, made when missing; else the system's `nobody`."""
    for name in (ACCOUNT, "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            if name == ACCOUNT and (adduser := shutil.which("useradd", path="/usr/sbin:/sbin")):
                shell = "/usr/sbin/nologin"
                made = [adduser, "--system", "--user-group", "--no-create-home", "-s", shell, name]
                if subprocess.run(made, capture_output=True, check=False).returncode in {0, 9}:
                    return name
    raise RuntimeError("no account to run PostgreSQL as; create one named xunjie")
