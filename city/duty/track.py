"""Patrol tracks: taken in batches while on shift, read by few, forgotten after some days.

The second place where SQL is written by hand: every phone on shift comes here every minute.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import orjson
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from city import clock, events
from city.db import Point
from city.duty.access import in_charge_of
from city.duty.present import TrackPoint
from city.duty.reach import AHEAD
from city.duty.rules import rules
from city.duty.thin import Fix, thin
from city.people import Actor

MOST = 1000  # points in a batch
A_DAY = 20_000  # points of one person that are read at once
LET_GO = 50_000  # points that are forgotten at once

TAKE = text("""
with sent as (
    select p.at, p.position, p.accuracy
    from jsonb_to_recordset(cast(:points as jsonb)) as p(
        at timestamptz, position point, accuracy double precision
    )
), walked as (
    select sent.at, sent.position, sent.accuracy
    from sent cross join lateral (
        select kind from duty_marks m
        where m.person_id = :person_id and m.at <= sent.at
        order by m.at desc, m.received_at desc limit 1
    ) as last
    where last.kind in ('sign_on', 'resume')
), kept as (
    insert into track_points (person_id, at, position, accuracy)
    select :person_id, at, position, accuracy from walked
    on conflict do nothing
    returning at
), newest as (
    insert into last_positions (person_id, at, position, accuracy)
    select :person_id, at, position, accuracy from walked order by at desc limit 1
    on conflict (person_id) do update
    set at = excluded.at, position = excluded.position, accuracy = excluded.accuracy
    where last_positions.at < excluded.at
)
select (select count(*) from walked) as walked, (select count(*) from kept) as kept
""")


class Taken(NamedTuple):
    """What became of a batch: points sent, not believed for their time, on shift, newly kept."""

    sent: int
    unbelieved: int
    walked: int
    kept: int


def take(session: Session, track: Sequence[Fix], actor: Actor) -> Taken:
    """Keep what of a track was walked on shift, thinned; the same batch again changes nothing."""
    ours, now = rules(session), clock.now()
    oldest = now - timedelta(hours=ours.clock_hours)
    believed = [fix for fix in track if oldest <= fix.at <= now + AHEAD]
    light = thin(believed, ours.track_metres) if believed else []
    points = [
        {"at": fix.at, "position": f"({fix.place.lon},{fix.place.lat})", "accuracy": fix.accuracy}
        for fix in light
    ]
    values = {"points": orjson.dumps(points).decode(), "person_id": actor.person_id}
    row = session.execute(TAKE, values).one()
    return Taken(len(track), len(track) - len(believed), row.walked, row.kept)


def look(
    session: Session, person_id: int, since: datetime, until: datetime, actor: Actor
) -> list[Fix]:
    """Somebody's track, for themself or the chief of their branch; the look is recorded.

    Raises Missing for people of other branches.
    """
    person = in_charge_of(session, actor, person_id)
    events.record(session, actor, "track.seen", person=person.id, day=since.isoformat())
    return walked(session, person.id, since, until)


def walked(session: Session, person_id: int, since: datetime, until: datetime) -> list[Fix]:
    """Somebody's points from `since` on, before `until`, in order."""
    mine = select(TrackPoint.at, TrackPoint.position, TrackPoint.accuracy).where(
        TrackPoint.person_id == person_id, TrackPoint.at >= since, TrackPoint.at < until
    )
    rows = session.execute(mine.order_by(TrackPoint.at).limit(A_DAY))
    return [Fix(row.at, Point(*row.position), row.accuracy) for row in rows]


def let_go(session: Session) -> int:
    """Forget tracks that are older than the city keeps them; returns how many points went."""
    before = clock.now() - timedelta(days=rules(session).track_days)
    old = select(TrackPoint.person_id, TrackPoint.at).where(TrackPoint.at < before).limit(LET_GO)
    gone = session.execute(
        delete(TrackPoint)
        .where(text("(person_id, at) in (select o.person_id, o.at from old o)"))
        .add_cte(old.cte("old"))
        .execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]
