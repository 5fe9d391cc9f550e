"""What nobody needs goes, what somebody needs stays, and what is lost is said so and mended."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskCliRunner
from redis import Redis
from sqlalchemy import func, select, update

from api import create_app
from city import clock, events
from city.cases import retention
from city.cases.model import Case
from city.cases.stages import Stage
from city.db import new_id, transaction
from city.duty.asked import TaskState
from city.events import Event
from city.intake import boxes
from city.intake.boxes import Sides
from city.intake.model import Channel, Photo, PhotoKind, PhotoState, Report
from city.people import SYSTEM, Person
from city.places.model import Area, AreaKind
from city.surveys.model import Survey, SurveyTask
from deploy.engines.objects import connect
from media import keys, rooms
from media.store import Store
from tests.photos.shots import shot
from workers import photos, vision
from workers.sweeps import let_go, sweep_objects
from workers.tools import tools

DAYS = timedelta(days=1)


@pytest.fixture
def store(
    queue: Redis, engines: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """An empty bucket of these tests' own."""
    name = f"sweeps-{new_id()}"
    connect(engines).make_bucket(name)
    monkeypatch.setenv("S3_BUCKET", name)
    tools.cache_clear()
    yield tools().store
    tools.cache_clear()


@pytest.fixture
def flask(store: Store) -> FlaskCliRunner:
    """The commands of a city on that bucket."""
    return create_app().test_cli_runner()


def ready(body: bytes) -> UUID:
    """A report with this photo, made ready and veiled; the photo's id."""
    sha256 = hashlib.sha256(body).hexdigest()
    tools().store.put(keys.original(sha256), body, "application/octet-stream")
    now = clock.now()
    with transaction() as session:
        report = Report(
            id=new_id(), number=f"n-{new_id()}", channel=Channel.CITIZEN, device="d" * 64,
            fingerprint="-", words="井盖", place_words="", made_at=now, received_at=now,
        )  # fmt: skip
        session.add(report)
        session.flush()
        photo = Photo(
            id=new_id(), report_id=report.id, kind=PhotoKind.BEFORE, sender="d" * 64,
            sha256=sha256, size=len(body), state=PhotoState.RECEIVED,
        )  # fmt: skip
        session.add(photo)
        session.flush()
        event = events.record(session, SYSTEM, "photo.received", photo_id=photo.id)
        session.flush()
        photos.process(session, event)
    with transaction() as session:
        found = session.scalars(select(Event).where(Event.photo_id == photo.id)).all()
        vision.look(session, found[-1])
    return photo.id


def of(photo_id: UUID) -> Photo:
    with transaction() as session:
        return session.get_one(Photo, photo_id)


def keys_of(photo: Photo) -> list[str]:
    public = photo.public_sha256 or ""
    return [
        keys.original(photo.sha256), keys.display(photo.sha256), keys.thumbnail(photo.sha256),
        keys.public_display(public), keys.public_thumbnail(public),
    ]  # fmt: skip


def closed(photo_id: UUID, days_ago: int, stage: Stage = Stage.CLOSED) -> None:
    """The photo's report became a case that ended so long ago."""
    then = clock.now() - days_ago * DAYS
    with transaction() as session:
        report_id = session.get_one(Photo, photo_id).report_id
        case = Case(
            id=new_id(), number=f"c-{new_id()}", stage=stage, report_id=report_id, words="井盖",
            place="", placement={}, received_at=then, stage_at=then,
        )  # fmt: skip
        session.add(case)
        session.flush()
        session.execute(update(Report).where(Report.id == report_id).values(case_id=case.id))


def surveyed(photo_id: UUID, days_ago: int, recalled: int | None = None) -> str:
    """The photo is that of a survey which lasted until so many days ago; its title."""
    now = clock.now()
    ended, title = now - days_ago * DAYS, f"普查 {new_id()}"
    with transaction() as session:
        author = Person(username=title, password_hash="-", name="某人", roles=[])
        beat = Area(kind=AreaKind.BEAT, code=title, name="某网格")
        session.add_all([author, beat])
        session.flush()
        survey = Survey(
            id=new_id(), title=title, words="", campaign="", categories=[], questions=[],
            created_by=author.id, created_at=ended - DAYS, until=ended,
            recalled_at=None if recalled is None else now - recalled * DAYS,
        )  # fmt: skip
        session.add(survey)
        session.flush()
        task = SurveyTask(
            id=new_id(), survey_id=survey.id, beat_id=beat.id, person_id=author.id,
            state=TaskState.DONE, created_at=ended - DAYS, due_at=ended,
        )  # fmt: skip
        session.add(task)
        session.flush()
        photo = session.get_one(Photo, photo_id)
        photo.report_id, photo.survey_task_id = None, task.id
    return title


def test_what_belongs_to_nothing_goes_after_a_day_and_what_is_needed_stays(store: Store) -> None:
    needed = keys_of(of(ready(shot())))
    stray = hashlib.sha256(b"stray").hexdigest()
    loose = [keys.original(stray), keys.display(stray), keys.public_display(stray)]
    loose += [keys.part(new_id(), 0), keys.refused(stray)]
    for key in loose:
        store.put(key, b"stray", "image/jpeg")
    assert sum(sweep_objects().values()) == 0
    with clock.told(clock.now() + 2 * DAYS):
        gone = sweep_objects()
    assert gone == {"originals": 1, "displays": 1, "public/displays": 1, "parts": 1}
    assert store.get(keys.apart(keys.original(stray))) == b"stray"
    assert store.exists(keys.refused(stray))
    with clock.told(clock.now() + 9 * DAYS):
        assert sweep_objects() == {"apart": 2}
    assert sorted(store.list("")) == sorted(needed)


def test_two_reports_share_an_object_and_neither_can_break_the_other(store: Store) -> None:
    body = shot()
    one, other = ready(body), ready(body)
    assert of(one).sha256 == of(other).sha256
    shared = keys_of(of(other))
    with transaction() as session:
        retention.remove(session, one, SYSTEM)
    with clock.told(clock.now() + 9 * DAYS):
        sweep_objects()
    assert sorted(store.list("")) == sorted(shared)
    assert store.get(shared[0]) == body
    with transaction() as session:
        retention.remove(session, other, SYSTEM)
    with clock.told(clock.now() + 9 * DAYS):
        sweep_objects()
    assert [key for key in store.list("") if not key.startswith("apart/")] == []


def test_what_is_needed_at_the_last_moment_is_not_taken_away(store: Store) -> None:
    key = keys.original(hashlib.sha256(b"late").hexdigest())
    store.put(key, b"late", "image/jpeg")
    answers = iter([False, True])
    assert not rooms.put_apart(store, key, lambda _: next(answers))
    assert store.get(key) == b"late"


def test_retention_lists_first_and_removes_only_when_told(flask: FlaskCliRunner) -> None:
    old, young, declined, open_one = (ready(shot()) for _ in range(4))
    closed(old, 4000)
    closed(young, 30)
    closed(declined, 400, Stage.DECLINED)
    with transaction() as session:
        assert {one.photo_id for one in retention.due(session, {"": 3650, "declined": 365}, 9)} == {
            old,
            declined,
        }
    listed = flask.invoke(args=["media", "retain"])
    assert str(declined) in listed.output
    assert "--do removes" in listed.output
    assert of(declined).state is PhotoState.READY
    done = flask.invoke(args=["media", "retain", "--do"])
    assert done.exit_code == 0, done.output
    gone = of(declined)
    assert (gone.state, gone.public_sha256, gone.evidence, gone.likeness) == (
        PhotoState.REMOVED,
        None,
        None,
        None,
    )
    assert {of(one).state for one in (old, young, open_one)} == {PhotoState.READY}
    with transaction() as session:
        told = select(func.count()).where(Event.name == "photo.removed")
        assert session.scalar(told.where(Event.photo_id == declined)) == 1
    assert let_go() == 0


def test_photos_of_surveys_are_kept_from_the_end_of_the_survey(flask: FlaskCliRunner) -> None:
    old, recalled, lasting, told = (ready(shot()) for _ in range(4))
    title = surveyed(old, 1100)
    surveyed(recalled, 1000, recalled=1100)
    surveyed(lasting, 1000)
    report_id = of(told).report_id
    surveyed(told, 1100)
    with transaction() as session:  # what was made a report of goes with its case
        session.get_one(Photo, told).report_id = report_id
    listed = flask.invoke(args=["media", "retain"])
    assert f"{title} survey" in listed.output
    assert str(lasting) not in listed.output
    assert let_go() == 2
    states = [of(one).state for one in (old, recalled, lasting, told)]
    assert states == [PhotoState.REMOVED] * 2 + [PhotoState.READY] * 2


def test_the_check_finds_and_mends_both_ways(flask: FlaskCliRunner, store: Store) -> None:
    photo = of(ready(shot()))
    with transaction() as session:
        boxes.draw(session, session.get_one(Photo, photo.id), Sides(0.1, 0.1, 0.4, 0.4), SYSTEM)
        drawn = select(Event).where(Event.name == "photo.box_drawn", Event.photo_id == photo.id)
        vision.veil_again(session, session.scalars(drawn).one())
    photo = of(photo.id)
    whole = {key: store.get(key) for key in keys_of(photo)}
    assert flask.invoke(args=["media", "check"]).exit_code == 0
    for key in keys_of(photo)[1:]:
        store.delete(key)
    seen = flask.invoke(args=["media", "check"])
    assert seen.output.count("1 missing") == 4
    assert seen.exit_code == 0  # nothing that cannot be made again
    mended = flask.invoke(args=["media", "check", "--mend"])
    assert "0 missing" in mended.output
    assert {key: store.get(key) for key in whole} == whole

    original = keys.original(photo.sha256)
    store.put(keys.apart(original), whole[original], "image/jpeg")
    store.delete(original)
    assert flask.invoke(args=["media", "check", "--mend"]).exit_code == 0
    assert store.get(original) == whole[original]
    store.delete(keys.apart(original))
    store.delete(original)
    lost = flask.invoke(args=["media", "check", "--mend"])
    assert lost.exit_code == 1
    assert original in lost.output
