"""Photos a second by two workers: `python -m benchmarks.photo_rate N ROUNDS FILE`.

In the surroundings of a city whose relay is awake and which has two workers for photos. Beside it
the same photos by two processes that call the job, without relay, queue and errands.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.photo import jpeg, noise
from benchmarks.photos import BYTES, HEIGHT, WIDTH
from benchmarks.received import by_hand, left, owe, received
from workers.manners import give_way
from workers.tools import tools

HANDS = 2
NICE = 10  # as the Procfile has it
LOOK = 0.01  # seconds


def main(count: int, rounds: int, file: Path) -> None:
    """Write photos a second, by round, of both ways."""
    body = jpeg(noise(WIDTH, HEIGHT), BYTES)
    _queued(received(body, 2 * HANDS))  # warms the workers' children
    hands = [_hand(received(body, 1)) for _ in range(HANDS)]
    told: dict[str, list[float]] = {"queued": [], "by_hand": []}
    for _ in range(rounds):
        told["queued"].append(count / _queued(received(body, count)))
        told["by_hand"].append(count / _by_hands(hands, received(body, count)))
    for one in hands:
        one.communicate("")
    file.write_text(json.dumps(told))


def _queued(ids: list[int]) -> float:
    """Seconds from the moment that the relay may see them until the last one is ready."""
    owe(ids)
    began = time.perf_counter()
    while left(ids):
        time.sleep(LOOK)
    return time.perf_counter() - began


def _by_hands(hands: list["subprocess.Popen[str]"], ids: list[int]) -> float:
    began = time.perf_counter()
    for at, one in enumerate(hands):
        _tell(one, ids[at::HANDS])
    for one in hands:
        _await(one)
    return time.perf_counter() - began


def _hand(ids: list[int]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "benchmarks.photo_rate"]
    one = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    _tell(one, ids)
    _await(one)
    return one


def _tell(one: "subprocess.Popen[str]", ids: list[int]) -> None:
    assert one.stdin
    one.stdin.write(json.dumps(ids) + "\n")
    one.stdin.flush()


def _await(one: "subprocess.Popen[str]") -> None:
    assert one.stdout
    assert "done\n" in iter(one.stdout.readline, "")


def serve() -> None:
    """Do the job for the events of each line, until there is none."""
    os.nice(NICE)
    give_way()
    tools()
    for line in sys.stdin:
        by_hand(json.loads(line))
        print("done", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        serve()
    else:
        main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
