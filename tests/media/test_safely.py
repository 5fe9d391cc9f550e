"""What happens in the child stays in the child."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
import pytest

from media.images import prepare
from media.picture import LIMITS, Limits, Refused
from media.safely import Child, prepare_in_child
from tests.media.pictures import exif, quarters, saved, text


@dataclass(frozen=True)
class Unheard(Limits):
    """A limit that no child knows: it dies of it."""

    unheard: int = 0


PHOTO = saved(
    *(quarters((640, 480)), "JPEG"),
    exif=exif({0x010F: text("相机")}, {0x9003: text("2026:11:22 08:15:30")}),
)


@pytest.fixture
def child() -> Iterator[Child]:
    one = Child()
    yield one
    one.end()


def refusal(child: Child, body: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(Refused) as caught:
        child.prepare(body, limits)
    return caught.value.code


def test_child_makes_what_we_would_make(child: Child) -> None:
    assert child.prepare(PHOTO) == prepare(PHOTO) == prepare_in_child(PHOTO)


def test_child_stays_for_the_next_photo(child: Child) -> None:
    child.prepare(PHOTO)
    first = child.pid
    assert refusal(child, b"no photo") == "not_a_photo"
    child.prepare(PHOTO)
    assert child.pid == first


def test_child_that_died_is_replaced(child: Child) -> None:
    child.prepare(PHOTO)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    time.sleep(0.05)
    assert child.prepare(PHOTO) == prepare(PHOTO)


def test_child_killed_at_work_is_followed_by_another(child: Child) -> None:
    child.prepare(PHOTO)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (child.pid, signal.SIGKILL)).start()
    assert child.prepare(PHOTO) == prepare(PHOTO)


def test_what_kills_two_children_is_refused(child: Child) -> None:
    assert refusal(child, PHOTO, Unheard()) == "crashed"
    assert child.prepare(PHOTO) == prepare(PHOTO)


def test_interrupted_photo_does_not_answer_for_the_next(child: Child) -> None:
    def ring(_signal: int, _frame: object) -> None:
        raise InterruptedError

    child.prepare(PHOTO)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGSTOP)
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(InterruptedError):
            child.prepare(PHOTO)
    finally:
        signal.signal(signal.SIGALRM, before)
    other = saved(quarters((300, 200)), "JPEG")
    assert child.prepare(other) == prepare(other)


def test_child_outlives_what_asks_its_parent_to_end(child: Child) -> None:
    child.prepare(PHOTO)
    first = child.pid
    assert first is not None
    for asked in (signal.SIGINT, signal.SIGTERM):
        os.kill(first, asked)
    time.sleep(0.05)
    child.prepare(PHOTO)
    assert child.pid == first


def test_what_never_answers_is_ended(child: Child) -> None:
    child.prepare(PHOTO)
    assert child.pid is not None
    runaway = psutil.Process(child.pid)
    os.kill(child.pid, signal.SIGSTOP)
    start = time.monotonic()
    assert refusal(child, PHOTO, Limits(patience=0.3)) == "too_slow"
    assert time.monotonic() - start < 15
    assert not runaway.is_running()
    child.prepare(PHOTO)


def test_work_is_measured_by_the_processor_and_not_by_the_clock(child: Child) -> None:
    """A busy machine is no reason to refuse a photo; a file that keeps it busy is."""
    child.prepare(PHOTO)
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)
    threading.Timer(1.0, os.kill, (first, signal.SIGCONT)).start()
    assert child.prepare(PHOTO, Limits(seconds=0.8)) == prepare(PHOTO)
    assert child.pid == first
    heavy = saved(quarters((4000, 4000)), "PNG", compress_level=1)
    assert refusal(child, heavy, Limits(seconds=0.05)) == "too_slow"
    assert child.prepare(heavy).width == 1600


def test_memory_is_limited(child: Child) -> None:
    photo = saved(quarters((5000, 5000)), "PNG", compress_level=1)
    assert refusal(child, photo, Limits(memory=380 * 2**20)) == "too_heavy"
    assert child.prepare(photo).width == 1600


def test_child_knows_no_settings(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_SECRET_KEY", "secret")
    child.prepare(PHOTO)
    assert child.pid is not None
    assert "S3_SECRET_KEY" not in psutil.Process(child.pid).environ()


def test_threads_take_turns(child: Child) -> None:
    made = []
    threads = [threading.Thread(target=lambda: made.append(child.prepare(PHOTO))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [prepare(PHOTO)] * 6


def test_forked_process_takes_a_child_of_its_own(child: Child) -> None:
    child.prepare(PHOTO)
    ours = child.pid
    pid = os.fork()
    if pid == 0:
        fine = child.prepare(PHOTO) == prepare(PHOTO) and child.pid != ours
        child.end()
        os._exit(0 if fine else 1)
    assert os.waitpid(pid, 0)[1] == 0
    child.prepare(PHOTO)
    assert child.pid == ours


def test_child_ends_with_its_parent(child: Child) -> None:
    child.prepare(PHOTO)
    assert child.pid is not None
    one = psutil.Process(child.pid)
    child.end()
    assert not one.is_running()
    assert child.pid is None
