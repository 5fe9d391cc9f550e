"""Intake in one statement each: a report with its promises, a photo that has arrived.

The one place where SQL is written by hand, since it is the hottest: as ORM calls these were five
round trips and two (`make bench only=intake.words`, `intake.reports`).
"""

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

WRITE = text("""
with fresh as (
    insert into reports (
        id, number, channel, device, reporter_id, fingerprint, words, place_words, category_id,
        position, accuracy, sent_position, made_at, received_at, follows_id, component_id
    )
    select
        :id, :day || '-' || lpad(serial::text, greatest(5, length(serial::text)), '0'), :channel,
        :device, :reporter_id, :fingerprint, :words, :place_words,
        (select id from categories where code = :category),
        cast(:position as point), :accuracy, cast(:sent_position as jsonb), :made_at, :received_at,
        :follows_id, (select id from components where code = :component)
    from (select nextval('report_numbers') - :start as serial) as drawn
    on conflict (id) do nothing
    returning id, number, category_id
), contact as (
    insert into contacts (report_id, name, phone)
    select id, :contact_name, :contact_phone from fresh where :has_contact
), promised as (
    insert into photos (
        id, report_id, kind, state, sender, sha256, size, taken_at, position, accuracy, heading,
        view
    )
    select
        photo.id, fresh.id, 'before', 'wanted', :sender, photo.sha256, photo.size, photo.taken_at,
        photo.position, photo.accuracy, photo.heading, photo.view
    from fresh, jsonb_to_recordset(cast(:photos as jsonb)) as photo(
        id uuid, sha256 text, size integer, taken_at timestamptz, position point,
        accuracy double precision, heading double precision, view text
    )
), told as (
    insert into events (
        at, name, report_id, actor_id, actor_device, actor_name, role, organisation_id, data,
        request_id
    )
    select
        :received_at, 'report.received', id, :reporter_id, :device, :actor_name, :role,
        :organisation_id, jsonb_build_object('number', number), :request_id
    from fresh
)
select number, category_id from fresh
""")

RECEIVE = text("""
with arrived as (
    update photos set state = 'received' where id = :id and state = 'wanted'
    returning id, report_id, case_id, sha256
)
insert into events (
    at, name, report_id, case_id, photo_id, actor_id, actor_device, actor_name, role,
    organisation_id, data, request_id
)
select
    :at, 'photo.received', report_id, case_id, id, :actor_id, :actor_device, :actor_name, :role,
    :organisation_id, jsonb_build_object('sha256', sha256), :request_id
from arrived
""")


def write(session: Session, values: dict[str, Any]) -> tuple[str, int | None] | None:
    """Write the report that `values` (the names above) holds; its number and category.

    None when a report of this id is already there: a twin waits here until the first is written.
    """
    values["photos"] = orjson.dumps(values["photos"]).decode()
    row = session.execute(WRITE, values).first()
    return (row.number, row.category_id) if row else None


def receive(session: Session, photo_id: UUID, told: dict[str, Any]) -> None:
    """Mark a wanted photo as received and tell of it (`told`: the columns of an event). Once."""
    session.execute(RECEIVE, {"id": photo_id, **told})
