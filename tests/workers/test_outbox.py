"""The relay: what is owed is sent, once, again when it was lost, and never forgotten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from redis import Redis
from rq import Queue, SimpleWorker
from rq.job import JobStatus
from sqlalchemy import func, select

from city import clock, events
from city.db import new_id, transaction
from city.errors import Missing
from city.events import Errand, Event
from city.intake.model import Channel, Photo, PhotoKind, PhotoState, Report
from city.people import SYSTEM
from workers.outbox import LOOK_AGAIN, MARK, batched_ids, expand, relay
from workers.perform import SLOWEST, perform
from workers.queues import QUEUES


def _received(count: int = 1) -> list[int]:
    """Reports received but not yet relayed; the ids of their events."""
    with transaction() as session:
        for at in range(count):
            report = Report(
                id=new_id(), number=f"20261122-{new_id()}", channel=Channel.CITIZEN,
                device="d" * 64, fingerprint="-", words=f"井盖 {at}", place_words="",
                made_at=clock.now(), received_at=clock.now(),
            )  # fmt: skip
            session.add(report)
            session.flush()
            events.record(session, SYSTEM, "report.received", report_id=report.id, number="n")
        session.flush()
        return list(session.scalars(select(Event.id).order_by(Event.id)))


def _errands() -> list[Errand]:
    with transaction() as session:
        return list(session.scalars(select(Errand).order_by(Errand.event_id, Errand.job)))


def _happened(name: str) -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).where(Event.name == name)) or 0


def _queued(queue: Redis, name: str = "triage") -> list[int]:
    """The event ids in a queue."""
    return [one for job in Queue(name, connection=queue).jobs for one in job.args[1]]


def _work(queue: Redis) -> None:
    """Do everything that is queued, as a worker does."""
    queues = [Queue(name, connection=queue) for name in QUEUES]
    SimpleWorker(queues, connection=queue).work(burst=True, logging_level="ERROR")


def _at_once(what: Callable[[], object], times: int) -> list[object]:
    start = Barrier(times)

    def go() -> object:
        start.wait()
        return what()

    with ThreadPoolExecutor(times) as pool:
        return [one.result() for one in [pool.submit(go) for _ in range(times)]]


def test_an_event_becomes_an_errand_a_job_and_a_case(queue: Redis) -> None:
    ids = _received(3)
    assert relay(queue) > 0
    assert [errand.event_id for errand in _errands()] == ids
    assert sorted(_queued(queue)) == ids
    _work(queue)
    while relay(queue):
        _work(queue)
    assert _errands() == []
    assert _happened("case.received") == 3


def test_two_relays_at_once_expand_each_event_once(queue: Redis) -> None:
    ids = _received(40)

    def one_round() -> int:
        with transaction() as session:
            return expand(session)

    counts = _at_once(one_round, 4)
    assert sum(counts) == len(ids)  # type: ignore[arg-type]
    assert [errand.event_id for errand in _errands()] == ids
    _at_once(lambda: relay(queue), 4)
    assert sorted(_queued(queue)) == ids


def test_what_nothing_is_owed_for_is_passed_over_and_marked(queue: Redis) -> None:
    with transaction() as session:
        events.record(session, SYSTEM, "session.begun")
    relay(queue)
    assert _errands() == []
    with transaction() as session:
        assert session.scalar(select(Event.relayed_at)) is not None


def test_a_job_done_twice_does_it_once(queue: Redis) -> None:
    ids = _received()
    relay(queue)
    perform("triage.place", ids)
    perform("triage.place", ids)
    assert _happened("case.received") == 1
    assert [errand for errand in _errands() if errand.event_id == ids[0]] == []


def test_twins_of_a_job_at_once_do_it_once(queue: Redis) -> None:
    ids = _received(5)
    relay(queue)
    _at_once(lambda: perform("triage.place", ids), 4)
    assert _happened("case.received") == 5
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(Errand)) == 0


def test_a_failure_waits_longer_each_time_and_tells_no_values(queue: Redis) -> None:
    secret = new_id()
    with transaction() as session:
        events.record(session, SYSTEM, "photo.received", photo_id=secret, sha256="f" * 64)
    relay(queue)
    (errand,) = _errands()
    now = clock.now()
    waits = []
    with clock.told(now):
        for tries in range(1, 15):
            perform(errand.job, [errand.event_id])
            (errand,) = _errands()
            assert (errand.tries, errand.sent_at) == (tries, None)
            waits.append(errand.due_at - now)
    assert waits[:4] == [timedelta(seconds=wait) for wait in (1, 2, 4, 8)]
    assert waits[-1] == SLOWEST
    assert errand.error
    assert errand.error.isidentifier()
    assert str(secret) not in errand.error


def test_one_failure_holds_up_nothing_beside_it(queue: Redis) -> None:
    ids = _received(2)
    with transaction() as session:
        events.record(session, SYSTEM, "photo.received", photo_id=new_id(), sha256="f" * 64)
    relay(queue)
    perform("triage.place", [ids[0], 10**9, ids[1]])
    assert _happened("case.received") == 2


def test_an_errand_that_waits_is_not_sent_before_its_time(queue: Redis) -> None:
    with transaction() as session:
        events.record(session, SYSTEM, "photo.received", photo_id=new_id(), sha256="f" * 64)
    now = clock.now()
    with clock.told(now):
        relay(queue)
        _work(queue)  # fails: there is no such photo
        relay(queue)
    assert _queued(queue, "photos") == []
    with clock.told(now + timedelta(seconds=2)):
        relay(queue)
    assert len(_queued(queue, "photos")) == 1


def test_a_wiped_queue_is_sent_anew(queue: Redis) -> None:
    ids = _received(3)
    relay(queue)
    queue.flushdb()
    relay(queue)
    assert sorted(_queued(queue)) == ids
    assert queue.get(MARK)
    _work(queue)
    assert _happened("case.received") == 3


def test_what_is_overdue_is_sent_again_only_when_its_queue_has_run_empty(queue: Redis) -> None:
    ids = _received(2)
    relay(queue)
    with clock.told(clock.now() + LOOK_AGAIN + timedelta(seconds=1)):
        relay(queue)
        assert sorted(_queued(queue)) == ids  # still there: not doubled
    Queue("triage", connection=queue).empty()  # a worker took them and died
    relay(queue)
    assert _queued(queue) == []
    with clock.told(clock.now() + 2 * LOOK_AGAIN + timedelta(seconds=2)):
        relay(queue)
    assert sorted(_queued(queue)) == ids


def test_a_photo_job_without_its_bytes_leaves_the_photo_as_it_was(queue: Redis) -> None:
    with transaction() as session:
        report_id = session.get_one(Event, _received()[0]).report_id
        photo = Photo(
            id=new_id(), report_id=report_id, kind=PhotoKind.BEFORE, sender="d" * 64,
            sha256="0" * 64, size=10, state=PhotoState.RECEIVED,
        )  # fmt: skip
        session.add(photo)
        session.flush()
        about = {"photo_id": photo.id, "report_id": report_id}
        event_id = events.record(session, SYSTEM, "photo.received", **about, sha256="0" * 64)
    relay(queue)
    perform("photos.process", [event_id.id])
    with transaction() as session:
        assert session.get_one(Photo, photo.id).state is PhotoState.RECEIVED
    (errand,) = [one for one in _errands() if one.job == "photos.process"]
    assert (errand.tries, errand.error) == (1, Missing.__name__)


def test_what_a_worker_took_and_never_did_is_sent_again(queue: Redis) -> None:
    ids = _received(2)
    relay(queue)
    triage = Queue("triage", connection=queue)
    taken = Queue.dequeue_any([triage], None, connection=queue)
    assert taken  # and the worker is killed here, with the job begun and its traces left behind
    taken[0].set_status(JobStatus.STARTED)
    with clock.told(clock.now() + LOOK_AGAIN + timedelta(seconds=1)):
        relay(queue)
    assert sorted(_queued(queue)) == ids


def test_what_several_workers_share_ends_in_small_jobs() -> None:
    now = clock.now()
    owed = [Errand(event_id=at, job="", queue="", due_at=now) for at in range(20)]
    assert [len(some) for some in batched_ids(owed, 8, 4)] == [5, 4, 3, 2, 2, 1, 1, 1, 1]
    assert [len(some) for some in batched_ids(owed, 8)] == [8, 8, 4]
    assert [one for some in batched_ids(owed, 3, 2) for one in some] == list(range(20))
