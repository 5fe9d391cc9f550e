"""What the person at the terminal reads: Chinese first, English second."""

import json
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

import segno
from honcho.colour import get_colours
from honcho.printer import Message, Printer

COLUMNS = {
    "name": "姓名 name",
    "role_words": "职责 role",
    "username": "用户名 user",
    "password": "密码 password",
}


def say(chinese: str, english: str, stream: TextIO = sys.stdout) -> None:
    """Say something in both languages."""
    print(f"{chinese}\n{english}", file=stream, flush=True)


def accounts(var: Path) -> list[dict[str, str]]:
    """The demo accounts that `release` has left; none when it left none."""
    place = var / "accounts.json"
    found: list[dict[str, str]] = json.loads(place.read_text()) if place.exists() else []
    return found


def welcome(address: str, people: Sequence[dict[str, str]]) -> None:
    """Say where the city is, and who may sign in."""
    if people:
        rows = [[str(person.get(key, "")) for key in COLUMNS] for person in people]
        print("\n" + table([list(COLUMNS.values()), *rows]))
    print(f"\n  巡街已就绪 · Xunjie is ready    {address}")
    print("  按 Ctrl-C 停止 · press Ctrl-C to stop\n", flush=True)


def invite(city: str, door: str) -> None:
    """Say how a phone in the room comes in: trust our certificate once, then open the city."""
    segno.make(door, error="m").terminal(compact=True, border=2)
    print(f"  手机扫码，先装证书再打开 · scan: trust the certificate, then open    {door}")
    print(f"  之后用 HTTPS · then by HTTPS    {city}")
    print(
        "  打开 http:// 的城市地址不会有应答 · the city itself answers by HTTPS only\n", flush=True
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns that line up; a Chinese character is two columns wide."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [c + " " * (wide - width(c)) for c, wide in zip(row, widths, strict=True)]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join(lines)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


class Voices:
    """Prints what several programs say, each line under its name and in its colour."""

    def __init__(self, names: Iterable[str]):
        known = list(names)
        self._printer = Printer(sys.stdout, width=max(map(len, [*known, "system"])))
        self._colours = dict(zip(known, get_colours(), strict=False))
        self._lock = threading.Lock()

    def of(self, name: str) -> Callable[[bytes], None]:
        """What a program's lines are handed to."""
        return lambda line: self._write(name, line)

    def system(self, line: str) -> None:
        """Say something about the programs."""
        self._write("system", f"{line}\n".encode())

    def _write(self, name: str, line: bytes) -> None:
        message = Message("line", line, datetime.now(), name, self._colours.get(name))  # noqa: DTZ005 - the reader's own clock
        with self._lock:
            self._printer.write(message)
