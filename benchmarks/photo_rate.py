"""Photos a second by two workers: `python -m benchmarks.photo_rate N ROUNDS FILE`.

In the surroundings of a city whose relay is awake and which has two workers for photos. Beside it
the same photos by as many processes that are told which are theirs and call the job: the same reads
from the store, children, puts and commits, and the same events that the relay then carries, but no
errands, relay and RQ on the way to it. Both count until the last photo's own event of being ready.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.photo import jpeg, noise
from benchmarks.photos import BYTES, HEIGHT, WIDTH
from benchmarks.received import all_told, by_hand, left, owe, ready_at, received
from city import clock
from workers.manners import give_way
from workers.tools import tools

HANDS = 2
NICE = 10  # as the Procfile has it
LOOK = 0.1  # seconds; what is asked meanwhile burdens both ways alike


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
    _await_others()
    began = clock.now()
    owe(ids)
    return _until_ready(ids) - began.timestamp()


def _by_hands(hands: list["subprocess.Popen[str]"], ids: list[int]) -> float:
    _await_others()
    began = clock.now()
    for at, one in enumerate(hands):
        _tell(one, ids[at::HANDS])
    ended = _until_ready(ids)
    for one in hands:
        _await(one)
    return ended - began.timestamp()


def _await_others() -> None:
    """What earlier photos caused must burden none of the later."""
    while not all_told():
        time.sleep(LOOK)


def _until_ready(ids: list[int]) -> float:
    while left(ids):
        time.sleep(LOOK)
    return ready_at(ids).timestamp()


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
