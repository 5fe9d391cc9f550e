"""Names by version: what was imported when, from where, in force from when until when."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from city.db import PointType

revision = "0002"
down_revision = "0001"

KINDS = "ck_landmarks_landmarkkind"
FIRST = ("landmark", "estate")
LATER = ("point", "stop", "village", "asset")


def _kinds(*kinds: str) -> None:
    op.drop_constraint(op.f(KINDS), "landmarks", type_="check")
    op.create_check_constraint(op.f(KINDS), "landmarks", sa.column("kind").in_(kinds))


def upgrade() -> None:
    _kinds(*FIRST, *LATER)
    op.create_table(
        "lexicon_versions",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False, comment="roads, estates, cells…"),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("datum", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_lexicon_versions_by_id")),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["lexicon_versions.id"], name=op.f("fk_lexicon_versions_undoes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_versions")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_lexicon_versions_undoes_id")),
    )
    op.create_table(
        "area_changes",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_area_changes_area_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["lexicon_versions.id"], name=op.f("fk_area_changes_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", "area_id", name=op.f("pk_area_changes")),
    )
    op.create_table(
        "house_numbers",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("road", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", PointType(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column(
            "datum",
            sa.String(),
            server_default="wgs84",
            nullable=False,
            comment="as the source gave it",
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="the last day"),
        sa.Column("since_id", sa.Integer(), nullable=True),
        sa.Column("until_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["since_id"], ["lexicon_versions.id"], name=op.f("fk_house_numbers_since_id")
        ),
        sa.ForeignKeyConstraint(
            ["until_id"], ["lexicon_versions.id"], name=op.f("fk_house_numbers_until_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_numbers")),
    )
    op.create_index(op.f("ix_house_numbers_road"), "house_numbers", ["road"], unique=False)
    op.create_index(op.f("ix_house_numbers_since_id"), "house_numbers", ["since_id"], unique=False)
    op.create_index(op.f("ix_house_numbers_until_id"), "house_numbers", ["until_id"], unique=False)
    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(), nullable=False, comment="campaign, responsibility"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column(
            "datum",
            sa.String(),
            server_default="wgs84",
            nullable=False,
            comment="as the source gave it",
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True, comment="the last day"),
        sa.Column("since_id", sa.Integer(), nullable=True),
        sa.Column("until_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["since_id"], ["lexicon_versions.id"], name=op.f("fk_terms_since_id")
        ),
        sa.ForeignKeyConstraint(
            ["until_id"], ["lexicon_versions.id"], name=op.f("fk_terms_until_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    op.create_index(op.f("ix_terms_since_id"), "terms", ["since_id"], unique=False)
    op.create_index(op.f("ix_terms_until_id"), "terms", ["until_id"], unique=False)
    op.add_column(
        "landmarks",
        sa.Column("size", sa.Double(), nullable=True, comment="metres from the middle to the edge"),
    )
    op.add_column(
        "landmarks",
        sa.Column(
            "datum",
            sa.String(),
            server_default="wgs84",
            nullable=False,
            comment="as the source gave it",
        ),
    )
    op.add_column("landmarks", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column(
        "landmarks", sa.Column("valid_to", sa.Date(), nullable=True, comment="the last day")
    )
    op.add_column("landmarks", sa.Column("since_id", sa.Integer(), nullable=True))
    op.add_column("landmarks", sa.Column("until_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_landmarks_since_id"), "landmarks", ["since_id"], unique=False)
    op.create_index(op.f("ix_landmarks_until_id"), "landmarks", ["until_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_landmarks_until_id"), "landmarks", "lexicon_versions", ["until_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_landmarks_since_id"), "landmarks", "lexicon_versions", ["since_id"], ["id"]
    )
    op.add_column(
        "roads",
        sa.Column(
            "ends",
            sa.String(),
            server_default="",
            nullable=False,
            comment="起止: from where to where",
        ),
    )
    op.add_column(
        "roads",
        sa.Column(
            "datum",
            sa.String(),
            server_default="wgs84",
            nullable=False,
            comment="as the source gave it",
        ),
    )
    op.add_column("roads", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("roads", sa.Column("valid_to", sa.Date(), nullable=True, comment="the last day"))
    op.add_column("roads", sa.Column("since_id", sa.Integer(), nullable=True))
    op.add_column("roads", sa.Column("until_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_roads_since_id"), "roads", ["since_id"], unique=False)
    op.create_index(op.f("ix_roads_until_id"), "roads", ["until_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_roads_since_id"), "roads", "lexicon_versions", ["since_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_roads_until_id"), "roads", "lexicon_versions", ["until_id"], ["id"]
    )


def downgrade() -> None:
    for table in ("roads", "landmarks"):
        op.execute(f"delete from {table} where until_id is not null")
    op.execute(sa.delete(sa.table("landmarks")).where(sa.column("kind").in_(LATER)))
    _kinds(*FIRST)
    op.drop_constraint(op.f("fk_roads_until_id"), "roads", type_="foreignkey")
    op.drop_constraint(op.f("fk_roads_since_id"), "roads", type_="foreignkey")
    op.drop_index(op.f("ix_roads_until_id"), table_name="roads")
    op.drop_index(op.f("ix_roads_since_id"), table_name="roads")
    op.drop_column("roads", "until_id")
    op.drop_column("roads", "since_id")
    op.drop_column("roads", "valid_to")
    op.drop_column("roads", "valid_from")
    op.drop_column("roads", "datum")
    op.drop_column("roads", "ends")
    op.drop_constraint(op.f("fk_landmarks_since_id"), "landmarks", type_="foreignkey")
    op.drop_constraint(op.f("fk_landmarks_until_id"), "landmarks", type_="foreignkey")
    op.drop_index(op.f("ix_landmarks_until_id"), table_name="landmarks")
    op.drop_index(op.f("ix_landmarks_since_id"), table_name="landmarks")
    op.drop_column("landmarks", "until_id")
    op.drop_column("landmarks", "since_id")
    op.drop_column("landmarks", "valid_to")
    op.drop_column("landmarks", "valid_from")
    op.drop_column("landmarks", "datum")
    op.drop_column("landmarks", "size")
    op.drop_index(op.f("ix_terms_until_id"), table_name="terms")
    op.drop_index(op.f("ix_terms_since_id"), table_name="terms")
    op.drop_table("terms")
    op.drop_index(op.f("ix_house_numbers_until_id"), table_name="house_numbers")
    op.drop_index(op.f("ix_house_numbers_since_id"), table_name="house_numbers")
    op.drop_index(op.f("ix_house_numbers_road"), table_name="house_numbers")
    op.drop_table("house_numbers")
    op.drop_table("area_changes")
    op.drop_table("lexicon_versions")
