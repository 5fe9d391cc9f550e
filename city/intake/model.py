"""A report as rows: what was said, by whom, with which photos; and the uploads under way."""

import enum
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, ForeignKey, Index, Integer, Sequence
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.db import Base, Point


class Channel(enum.StrEnum):
    """By which way a report came."""

    CITIZEN = "citizen"
    INSPECTOR = "inspector"
    WECHAT_ACCOUNT = "wechat_account"
    WECHAT_MINI = "wechat_mini"
    HOTLINE = "hotline"
    APP = "app"
    OPEN311 = "open311"
    MEDIA = "media"
    DESK = "desk"
    SMS = "sms"
    MAIL = "mail"
    SENSOR = "sensor"


PHONES = (Channel.CITIZEN, Channel.INSPECTOR)
"""What a phone may call itself; the others are ours to say."""
PROGRAMS = (Channel.APP, Channel.OPEN311, Channel.MEDIA, Channel.SENSOR)
"""Whose device is a program, and not somebody's own: many people speak through it."""
CHANNEL_WORDS: dict[Channel, dict[str, str]] = {
    Channel.CITIZEN: {"zh": "市民上报", "en": "Citizen's phone"},
    Channel.INSPECTOR: {"zh": "监督员上报", "en": "Inspector"},
    Channel.WECHAT_ACCOUNT: {"zh": "微信公众号", "en": "WeChat official account"},
    Channel.WECHAT_MINI: {"zh": "微信小程序", "en": "WeChat mini-program"},
    Channel.HOTLINE: {"zh": "12345 热线", "en": "12345 hotline"},
    Channel.APP: {"zh": "城市应用（随手拍等）", "en": "Other city apps"},
    Channel.OPEN311: {"zh": "Open311", "en": "Open311"},
    Channel.MEDIA: {"zh": "媒体舆情", "en": "Media and opinion"},
    Channel.DESK: {"zh": "热线坐席 8612319", "en": "Hotline desk 8612319"},
    Channel.SMS: {"zh": "短信", "en": "SMS"},
    Channel.MAIL: {"zh": "电子邮件", "en": "E-mail"},
    Channel.SENSOR: {"zh": "行业感知设备", "en": "Sensors"},
}


class PhotoKind(enum.StrEnum):
    """What a photo shows: the problem, the result of handling, or what the check found."""

    BEFORE = "before"
    AFTER = "after"
    CHECK = "check"


class PhotoState(enum.StrEnum):
    """wanted → received (bytes are safe) → ready (display versions exist) or refused; removed."""

    WANTED = "wanted"
    RECEIVED = "received"
    READY = "ready"
    REFUSED = "refused"
    REMOVED = "removed"


class Medium(enum.StrEnum):
    """What the bytes turned out to be, by content. Only photos have display versions."""

    PHOTO = "photo"
    FILM = "film"
    VOICE = "voice"


class BoxKind(enum.StrEnum):
    """What is veiled in the public version: found by a model, or drawn by a person."""

    FACE = "face"
    PLATE = "plate"
    HAND = "hand"


class Report(Base):
    """上报: one message from one sender. It never changes; what comes of it is its case."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_device", "device", "id", postgresql_where="device is not null"),
        Index(
            "ix_reports_reporter", "reporter_id", "id", postgresql_where="reporter_id is not null"
        ),
        Index("ix_reports_case_id", "case_id", postgresql_where="case_id is not null"),
        Index(
            "ix_reports_component_id", "component_id", postgresql_where="component_id is not null"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True, comment="20261122-00017")
    channel: Mapped[Channel]
    device: Mapped[str | None] = mapped_column(comment="SHA-256 of the sender's device token")
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    fingerprint: Mapped[str] = mapped_column(comment="SHA-256 of sender and content")
    words: Mapped[str]
    place_words: Mapped[str]
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
    position: Mapped[Point | None]
    accuracy: Mapped[float | None] = mapped_column(comment="metres, as the sender's device said")
    sent_position: Mapped[dict[str, Any] | None] = mapped_column(comment="as sent, own datum")
    made_at: Mapped[datetime] = mapped_column(comment="by the sender's clock; evidence, not truth")
    received_at: Mapped[datetime]
    case_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("cases.id", use_alter=True, name="fk_reports_case_id"),
        comment="where it stands now; the case that it opened says so itself",
    )
    follows_id: Mapped[UUID | None] = mapped_column(
        comment="the case that the sender says is the same"
    )
    component_id: Mapped[int | None] = mapped_column(
        ForeignKey("components.id", ondelete="SET NULL"),
        comment="the very component, as its sender picked it on the map",
    )
    unfollowed_at: Mapped[datetime | None] = mapped_column(
        comment="since when its sender is told no more of a case that another opened"
    )

    @property
    def own_device(self) -> str | None:
        """The device where it is one person's; None where a program speaks for many."""
        return None if self.channel in PROGRAMS else self.device


class Contact(Base):
    """Personal information of a reporter, apart from the report."""

    __tablename__ = "contacts"
    __table_args__ = (Index(None, "phone", postgresql_where="phone is not null"),)

    report_id: Mapped[UUID] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None] = mapped_column(comment="where the reporter lives")


class Photo(Base):
    """One photo of a report or of a step. Its bytes are in the store, named by their SHA-256."""

    __tablename__ = "photos"
    __table_args__ = (
        Index("uq_photos_report_sha256", "report_id", "sha256", "kind", unique=True),
        Index("ix_photos_case_id", "case_id", postgresql_where="case_id is not null"),
        Index(
            "ix_photos_survey_task_id",
            "survey_task_id",
            postgresql_where="survey_task_id is not null",
        ),
        Index("ix_photos_sha256", "sha256"),
        Index("ix_photos_bands", "bands", postgresql_using="gin"),
        Index(
            "ix_photos_public_sha256",
            "public_sha256",
            postgresql_where="public_sha256 is not null",
        ),
        CheckConstraint("num_nonnulls(report_id, case_id, survey_task_id) >= 1", name="belongs"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("reports.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"))
    survey_task_id: Mapped[UUID | None] = mapped_column(ForeignKey("survey_tasks.id"))
    kind: Mapped[PhotoKind]
    sender: Mapped[str] = mapped_column(comment="who may upload it: device hash or person:<id>")
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(
        comment="bytes, as declared; checked at the end of the upload"
    )
    state: Mapped[PhotoState]
    refused: Mapped[str | None] = mapped_column(comment="why, as a code of media/words.py")
    taken_at: Mapped[datetime | None] = mapped_column(comment="by the sender's device")
    position: Mapped[Point | None]
    accuracy: Mapped[float | None]
    heading: Mapped[float | None] = mapped_column(comment="degrees from north")
    view: Mapped[str | None] = mapped_column(comment="near, far, reference, as its sender says")
    width: Mapped[int | None]
    height: Mapped[int | None]
    placeholder: Mapped[str | None]
    likeness: Mapped[int | None] = mapped_column(
        BigInteger, comment="perceptual hash of 64 bits, as a signed number"
    )
    evidence: Mapped[dict[str, Any] | None] = mapped_column(comment="what EXIF said; sealed")
    medium: Mapped[Medium] = mapped_column(server_default=Medium.PHOTO.value)
    content_type: Mapped[str | None] = mapped_column(comment="of a film or voice, by content")
    bands: Mapped[list[int] | None] = mapped_column(
        ARRAY(Integer), comment="the likeness in pieces, to find its kin by"
    )
    flags: Mapped[list[Any] | None] = mapped_column(comment="doubts for the operator: code, amount")
    sight: Mapped[dict[str, Any] | None] = mapped_column(
        comment="which eyes looked, how long, and the words they read, with boxes"
    )
    public_sha256: Mapped[str | None] = mapped_column(
        comment="names the veiled version; none: nothing is shown to the public"
    )
    public_placeholder: Mapped[str | None]

    @property
    def doubts(self) -> list[Any]:
        """The flags; none as long as nobody looked."""
        return self.flags or []

    @property
    def writing(self) -> list[Any]:
        """The lines of words that were read in it, with their boxes."""
        lines: list[Any] = (self.sight or {}).get("words", [])
        return lines


class PhotoBox(Base):
    """A place in a photo that the public does not see; shares of its width and height, 0 to 1.

    Never changed but for its removal, so that what was veiled when, and by whom, can be told.
    """

    __tablename__ = "photo_boxes"
    __table_args__ = (
        Index(None, "photo_id"),
        CheckConstraint('"left" < "right" and top < bottom', name="has_area"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    photo_id: Mapped[UUID] = mapped_column(ForeignKey("photos.id"))
    kind: Mapped[BoxKind]
    left: Mapped[float]
    top: Mapped[float]
    right: Mapped[float]
    bottom: Mapped[float]
    score: Mapped[float | None] = mapped_column(comment="the model's own, 0 to 1")
    made_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Upload(Base):
    """A tus upload under way, named by its photo: so one that was cut is found again.

    Its parts stand in the store, one object each, named by offset.
    """

    __tablename__ = "uploads"
    __table_args__ = (Index(None, "expires_at"),)

    photo_id: Mapped[UUID] = mapped_column(ForeignKey("photos.id"), primary_key=True)
    received: Mapped[int] = mapped_column(comment="bytes that are safe in the store")
    parts: Mapped[list[int]] = mapped_column(ARRAY(Integer), comment="offsets of the parts")
    expires_at: Mapped[datetime]
    photo: Mapped[Photo] = relationship(lazy="joined", innerjoin=True)


REPORT_NUMBERS = Sequence("report_numbers", metadata=Base.metadata)


class NumberDay(Base):
    """Where the day's report numbers began in the sequence `report_numbers`."""

    __tablename__ = "number_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    before: Mapped[int] = mapped_column(BigInteger)
