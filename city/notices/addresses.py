"""What leads to a reader outside the app. Telephone numbers are read here and only here."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from city.intake.model import Contact, Report
from city.notices.kinds import Carrier
from city.notices.model import Preference, PushSubscription
from city.notices.readers import Reader
from city.people import Person
from city.wechat import users

Reports = Mapping[Reader, UUID | None]
"""Each reader, with the report that it is about where they are its sender."""


def reach(session: Session, about: Reports) -> dict[Reader, set[Carrier]]:
    """By which carriers each of these readers can be told at all."""
    found: dict[Reader, set[Carrier]] = defaultdict(set)
    for reader in browsers(session, about):
        found[reader].add(Carrier.PUSH)
    for reader in phones(session, about):
        found[reader].add(Carrier.SMS)
    for reader in openids(session, about):
        found[reader].add(Carrier.WECHAT)
    for reader in accounts(session, about):
        found[reader].add(Carrier.ACCOUNT)
    for reader in emails(session, about):
        found[reader].add(Carrier.EMAIL)
    return found


def browsers(session: Session, readers: Collection[Reader]) -> dict[Reader, list[PushSubscription]]:
    """The browsers that each of these readers has subscribed with."""
    found: dict[Reader, list[PushSubscription]] = defaultdict(list)
    for one in session.scalars(select(PushSubscription).where(_of(PushSubscription, readers))):
        found[Reader(one.device, one.person_id)].append(one)
    return found


def phones(session: Session, about: Reports) -> dict[Reader, str]:
    """Telephone numbers: of staff by their account, of citizens as left with the report."""
    staff = select(Person.id, Person.phone).where(
        Person.id.in_(_people(about)), Person.phone.is_not(None), Person.disabled_at.is_(None)
    )
    found = {Reader(person_id=row.id): str(row.phone) for row in session.execute(staff)}
    by_report = {report: reader for reader, report in about.items() if report and reader.device}
    left = (
        select(Contact.report_id, Contact.phone)
        .join(Report, Report.id == Contact.report_id)
        .where(Contact.report_id.in_(by_report), Contact.phone.is_not(None))
    )
    for report_id, phone in session.execute(left):
        found[by_report[report_id]] = str(phone)
    return {reader: phone for reader, phone in found.items() if _is_mobile(phone)}


def emails(session: Session, readers: Collection[Reader]) -> dict[Reader, str]:
    """The e-mail addresses that readers gave."""
    asked = select(Preference).where(_of(Preference, readers), Preference.email.is_not(None))
    return {Reader(one.device, one.person_id): str(one.email) for one in session.scalars(asked)}


def openids(session: Session, readers: Collection[Reader]) -> dict[Reader, str]:
    """Who these readers are on WeChat."""
    devices = [one.device for one in readers if one.device is not None]
    found = users.openids(session, _people(readers), devices)
    return {Reader(*whose): openid for whose, openid in found.items()}


def accounts(session: Session, readers: Collection[Reader]) -> dict[Reader, str]:
    """Who of these readers wrote to the official account, and follows it."""
    devices = [one.device for one in readers if one.device is not None]
    return {Reader(device): openid for device, openid in users.followers(session, devices).items()}


def masked(address: str) -> str:
    """138****5678, a…@example.org: enough for its owner to know it, for nobody else."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}…@{host}"
    return f"{address[:3]}****{address[-4:]}" if len(address) >= 7 else "****"


def _is_mobile(phone: str) -> bool:
    """A Chinese mobile number; a message to a landline is lost."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return len(digits.removeprefix("86")) == 11 and digits.removeprefix("86").startswith("1")


def _people(readers: Collection[Reader]) -> Sequence[int]:
    return [one.person_id for one in readers if one.person_id is not None]


def _of(table: Any, readers: Collection[Reader]) -> Any:
    devices = [one.device for one in readers if one.device is not None]
    return or_(table.person_id.in_(_people(readers)), table.device.in_(devices))
