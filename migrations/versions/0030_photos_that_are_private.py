"""photos that are private: doubts, media, public versions and what they veil."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0020"

STATES = ("wanted", "received", "ready", "refused", "removed")


def _kinds(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=32)


def _allow(states: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_photos_photostate"), "photos", type_="check")
    said = ", ".join(f"'{state}'" for state in states)
    op.create_check_constraint(op.f("ck_photos_photostate"), "photos", f"state in ({said})")


def upgrade() -> None:
    _allow(STATES)
    op.add_column(
        "photos",
        sa.Column(
            "medium",
            _kinds("medium", "photo", "film", "voice"),
            server_default="photo",
            nullable=False,
        ),
    )
    jsonb = postgresql.JSONB(astext_type=sa.Text())
    for name, kind, comment in (
        ("content_type", sa.String(), "of a film or voice, by content"),
        ("bands", sa.ARRAY(sa.Integer()), "the likeness in pieces, to find its kin by"),
        ("flags", jsonb, "doubts for the operator: code, amount"),
        ("sight", jsonb, "which eyes looked, how long, and the words they read, with boxes"),
        (
            "public_sha256",
            sa.String(),
            "names the veiled version; none: nothing is shown to the public",
        ),
        ("public_placeholder", sa.String(), None),
    ):
        op.add_column("photos", sa.Column(name, kind, nullable=True, comment=comment))
    op.create_index("ix_photos_bands", "photos", ["bands"], postgresql_using="gin")
    op.create_index(
        "ix_photos_public_sha256",
        "photos",
        ["public_sha256"],
        postgresql_where="public_sha256 is not null",
    )
    op.create_table(
        "photo_boxes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _kinds("boxkind", "face", "plate", "hand"), nullable=False),
        *(
            sa.Column(side, sa.Double(), nullable=False)
            for side in ("left", "top", "right", "bottom")
        ),
        sa.Column("score", sa.Double(), nullable=True, comment="the model's own, 0 to 1"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            '"left" < "right" and top < bottom', name=op.f("ck_photo_boxes_has_area")
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name=op.f("fk_photo_boxes_photo_id")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_photo_boxes_by_id")),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["people.id"], name=op.f("fk_photo_boxes_removed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_boxes")),
    )
    op.create_index(op.f("ix_photo_boxes_photo_id"), "photo_boxes", ["photo_id"])
    _show_what_was_shown()


def _show_what_was_shown() -> None:
    """Photos made ready before have no public version yet: they are owed a look."""
    op.execute(
        "insert into events (at, name, report_id, case_id, photo_id, actor_name, data)"
        " select now(), 'photo.ready', report_id, case_id, id, 'system', '{}'"
        " from photos where state = 'ready'"
    )


def downgrade() -> None:
    op.drop_table("photo_boxes")
    op.drop_index("ix_photos_public_sha256", table_name="photos")
    op.drop_index("ix_photos_bands", table_name="photos")
    for name in (
        *("public_placeholder", "public_sha256", "sight", "flags", "bands", "content_type"),
        "medium",
    ):
        op.drop_column("photos", name)
    op.execute("update photos set state = 'refused', refused = 'removed' where state = 'removed'")
    _allow(STATES[:-1])
