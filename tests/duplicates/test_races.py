"""Two at once: whatever comes first, nobody waits for ever and no report is lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from city import clock, db
from city.cases import commands, family, joining, keying, merging
from city.cases.given import Given
from city.cases.model import Case, Merge
from city.cases.opening import open_case
from city.cases.stages import Action, Stage
from city.db import Point, new_id, transaction
from city.errors import CityError
from city.events import Event
from city.intake.model import Channel, Report
from city.people import Actor, Role
from city.places.geocoder import Placement
from city.places.grid import Located
from city.settings import SHANGHAI
from tests.conftest import fresh_database
from workers import triage

DESK = Actor(frozenset({Role.DUTY_CHIEF, Role.OPERATOR}), person_id=None, name="值班长")
ROUNDS = 4
Deed = Callable[[], object]


@pytest.fixture(scope="module")
def racing(engines: dict[str, str]) -> Iterator[None]:
    """A database of its own, since here everything is committed."""
    address = fresh_database(engines["DATABASE_URL"], "races")
    engine = db.connect(address)
    with engine.connect() as connection:
        before = connection.scalar(text(DEADLOCKS))
    yield
    with engine.connect() as connection:
        assert connection.scalar(text(DEADLOCKS)) == before
    engine.dispose()


DEADLOCKS = "select deadlocks from pg_stat_database where datname = current_database()"
_places = iter(range(10_000))


def _spot() -> Point:
    """Somewhere a kilometre from anywhere else."""
    return Point(112.0 + 0.02 * next(_places), 37.5)


def _case(words: str, at: Point, minutes: int, device: str = "") -> UUID:
    when = clock.now() - timedelta(minutes=minutes)
    with transaction() as session:
        report = Report(
            id=new_id(), number=str(new_id()), channel=Channel.CITIZEN,
            device=device or str(new_id()), fingerprint="", words=words, place_words="",
            position=at, accuracy=10, made_at=when, received_at=when,
        )  # fmt: skip
        session.add(report)
        session.flush()
        placed = Placement(at, 10, "position", Located(), (), None)
        return open_case(session, report, placed, SHANGHAI).id


def _cases(*minutes: int) -> list[UUID]:
    at = _spot()
    return [_case(f"路灯{n}不亮", at, ago) for n, ago in enumerate(minutes)]


def _at_once(*deeds: Deed) -> None:
    """Do all at the same moment; refusals are answers, all else is a fault."""
    start, faults = Barrier(len(deeds)), list[BaseException]()

    def do(deed: Deed) -> None:
        start.wait(20)
        try:
            deed()
        except CityError:
            return
        except (DBAPIError, AssertionError, RuntimeError) as fault:
            faults.append(fault)

    threads = [Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert faults == []


def _merge(case_id: UUID, into_id: UUID) -> Deed:
    def deed() -> None:
        with transaction() as session:
            merging.merge(session, case_id, into_id, DESK, SHANGHAI)

    return deed


def _unmerge(case_id: UUID) -> Deed:
    def deed() -> None:
        with transaction() as session:
            merging.unmerge(session, case_id, DESK, SHANGHAI, "两回事")

    return deed


def _look(case_id: UUID) -> Deed:
    def deed() -> None:
        with transaction() as session:
            joining.look(session, case_id, SHANGHAI)

    return deed


def _act(case_id: UUID, action: Action) -> Deed:
    def deed() -> None:
        with transaction() as session:
            case = commands.hold(session, case_id, DESK)
            commands.move(session, case, action, DESK, Given(note="不属于受理范围"), SHANGHAI)

    return deed


def _whole(cases: list[UUID]) -> dict[UUID, UUID]:
    """Check that each case's report stands where its merges say; the case → where it stands."""
    with transaction() as session:
        stands = {}
        for case in session.scalars(select(Case).where(Case.id.in_(cases))):
            report = session.get_one(Report, case.report_id)
            root = session.get_one(Case, family.root(session, case.id))
            assert report.case_id == root.id
            assert root.stage is not Stage.MERGED
            ways = select(Merge).where(Merge.case_id == case.id, Merge.undone_at.is_(None))
            assert len(session.scalars(ways).all()) == (case.stage is Stage.MERGED)
            stands[case.id] = root.id
        assert len(stands) == len(cases)
        return stands


@pytest.mark.parametrize("_", range(ROUNDS))
def test_two_looks_at_two_reports_of_one_thing(racing: None, _: int) -> None:
    at = _spot()
    words = ("并州北路38号门口井盖丢了，晚上很危险", "并州北路38号门口的井盖丢失，晚上很危险")
    cases = [_case(each, at, 10 - n) for n, each in enumerate(words)]
    _at_once(*map(_look, cases))
    assert set(_whole(cases).values()) == {cases[0]}


@pytest.mark.parametrize("_", range(ROUNDS))
def test_merges_that_cross(racing: None, _: int) -> None:
    first, second, third, fourth = cases = _cases(40, 30, 20, 10)
    _at_once(
        _merge(fourth, third), _merge(third, second), _merge(second, first), _merge(fourth, first),
        _merge(first, second), _merge(third, fourth),
    )  # fmt: skip
    stands = _whole(cases)
    assert stands[second] == stands[first] == first


@pytest.mark.parametrize("_", range(ROUNDS))
def test_a_merge_and_an_action_on_the_one_that_joins(racing: None, _: int) -> None:
    first, second = cases = _cases(20, 10)
    _at_once(_merge(second, first), _act(second, Action.ACCEPT), _act(first, Action.ACCEPT))
    _whole(cases)


@pytest.mark.parametrize("_", range(ROUNDS))
def test_parting_while_others_join(racing: None, _: int) -> None:
    first, second, third, fourth = cases = _cases(40, 30, 20, 10)
    _merge(third, second)()
    _merge(second, first)()
    _at_once(_unmerge(third), _unmerge(second), _merge(fourth, first), _merge(fourth, second))
    stands = _whole(cases)
    assert stands[third] == third
    assert stands[second] == second


@pytest.mark.parametrize("_", range(ROUNDS))
def test_a_photo_is_read_while_its_report_moves(racing: None, _: int) -> None:
    first, second = cases = _cases(20, 10)
    for case_id in cases:
        _act(case_id, Action.ACCEPT)()
    with transaction() as session:
        report_id = session.get_one(Case, second).report_id

    def read() -> None:
        with transaction() as session:
            triage.place_again(session, Event(name="photo.read", report_id=report_id, data={}))

    _at_once(_merge(second, first), read, read)
    assert _whole(cases)[second] == first


def test_a_burst_looked_at_by_many(racing: None) -> None:
    device, start = str(new_id()), _spot()
    spots = [Point(start.lon, start.lat + 0.01 * n) for n in range(8)]
    words = [f"{'一二三四五六七八'[n]}号楼前路灯坏了，管管吧" for n in range(8)]
    cases = [
        _case(each, at, 8 - n, device)
        for n, (each, at) in enumerate(zip(words, spots, strict=True))
    ]
    _at_once(*map(_look, cases))
    with transaction() as session:
        bursts = session.scalars(select(Case.burst_id).where(Case.id.in_(cases))).all()
    assert set(bursts) == {cases[0]}
    _whole(cases)


def test_open_cases_of_older_days_get_their_keys_once(racing: None) -> None:
    cases = _cases(30, 20, 10)
    wanted = _keys(cases)
    with transaction() as session:
        session.execute(update(Case).where(Case.id.in_(cases)).values(keys=None))
    with transaction() as holding:
        commands.hold(holding, cases[1], DESK)
        assert sum(keying.fill()) >= 2  # what somebody holds is passed over
        assert _keys(cases) == [wanted[0], None, wanted[2]]
    assert sum(keying.fill()) == 1
    assert _keys(cases) == wanted
    assert sum(keying.fill()) == 0


def _keys(cases: list[UUID]) -> list[list[int] | None]:
    with transaction() as session:
        return [session.get_one(Case, each).keys for each in cases]
