"""channels of all kinds, and the hotline's orders."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0070"
down_revision = "0075"

BEFORE = ("citizen", "inspector")
CHANNELS = (
    *BEFORE,
    *("wechat_account", "wechat_mini", "hotline", "app", "open311", "media", "desk", "sms"),
    *("mail", "sensor"),
)


def _allow(channels: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_reports_channel"), "reports", type_="check")
    op.create_check_constraint(
        op.f("ck_reports_channel"), "reports", sa.column("channel").in_(channels)
    )


def upgrade() -> None:
    _allow(CHANNELS)
    op.create_table(
        "channels",
        sa.Column(
            "channel",
            sa.Enum(
                *CHANNELS, name="channel", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False, comment="messages taken in"),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("error_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=True, comment="a code, nothing personal"),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channels")),
    )
    op.create_table(
        "hotline_sources",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "mapping",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="plain heading → field, or nothing",
        ),
        sa.Column(
            "datum", sa.String(), nullable=False, comment="of its positions: wgs84, gcj02, bd09"
        ),
        sa.Column("answer_url", sa.String(), nullable=True, comment="where feedback is posted"),
        sa.Column("answer_client", sa.String(), nullable=True, comment="who we are there"),
        sa.Column(
            "answer_secret",
            sa.LargeBinary(),
            nullable=True,
            comment="what feedback is signed with; sealed",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_sources")),
        sa.UniqueConstraint("name", name=op.f("uq_hotline_sources_name")),
    )
    op.create_table(
        "hotline_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False, comment="its name, for people"),
        sa.Column(
            "sha256",
            sa.String(),
            nullable=False,
            comment="of its bytes; where they are in the store",
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "reading",
                "done",
                "unclear",
                "failed",
                name="runstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("fault", sa.String(), nullable=True, comment="a code of city/tables/sheet.py"),
        sa.Column(
            "rows", sa.Integer(), nullable=True, comment="rows with orders; null: not known yet"
        ),
        sa.Column("done", sa.Integer(), nullable=False, comment="rows that are accounted for"),
        sa.Column("batches", sa.Integer(), nullable=False, comment="batches that are written"),
        sa.Column(
            "counts",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="outcome → rows",
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_hotline_runs_by_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["hotline_sources.id"], name=op.f("fk_hotline_runs_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_runs")),
    )
    op.create_index("ix_hotline_runs_file", "hotline_runs", ["source_id", "sha256"], unique=False)
    op.create_index(
        "ix_hotline_runs_open",
        "hotline_runs",
        ["id"],
        unique=False,
        postgresql_where="state in ('waiting', 'reading')",
    )
    op.create_table(
        "hotline_batches",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("headings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "rows",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="row, number, outcome, report, why, about, notes",
        ),
        sa.Column(
            "refused",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="row, cells; personal",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["hotline_runs.id"],
            name=op.f("fk_hotline_batches_run_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "ordinal", name=op.f("pk_hotline_batches")),
    )
    op.create_table(
        "hotline_orders",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False, comment="of all that the last row said"),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("urged", sa.Integer(), nullable=False, comment="催办: how often"),
        sa.Column("returned", sa.Boolean(), nullable=False, comment="退单"),
        sa.Column("joint", sa.Boolean(), nullable=False, comment="会办"),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="the hotline's own deadline",
        ),
        sa.Column(
            "facts",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="what else it said; nothing personal",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_hotline_orders_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["hotline_sources.id"], name=op.f("fk_hotline_orders_source_id")
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_hotline_orders")),
    )
    op.create_index(
        "uq_hotline_orders_number", "hotline_orders", ["source_id", "number"], unique=True
    )
    op.create_table(
        "hotline_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "result", sa.Integer(), nullable=False, comment="0 solved, 1 not, 2 in part, 3 returned"
        ),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column(
            "satisfaction", sa.Integer(), nullable=True, comment="0 not, 1 understands, 2, 3 very"
        ),
        sa.Column(
            "state",
            sa.Enum(
                "owed",
                "acknowledged",
                "refused",
                name="answerstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column(
            "error", sa.String(), nullable=True, comment="what the last try met; nothing personal"
        ),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["hotline_orders.report_id"], name=op.f("fk_hotline_answers_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_answers")),
    )
    op.create_index(
        "ix_hotline_answers_owed",
        "hotline_answers",
        ["id"],
        unique=False,
        postgresql_where="state = 'owed'",
    )
    op.create_index(
        op.f("ix_hotline_answers_report_id"), "hotline_answers", ["report_id"], unique=False
    )
    op.add_column(
        "contacts",
        sa.Column("address", sa.String(), nullable=True, comment="where the reporter lives"),
    )


def downgrade() -> None:
    op.drop_column("contacts", "address")
    op.drop_index(op.f("ix_hotline_answers_report_id"), table_name="hotline_answers")
    op.drop_index("ix_hotline_answers_owed", table_name="hotline_answers")
    op.drop_table("hotline_answers")
    op.drop_index("uq_hotline_orders_number", table_name="hotline_orders")
    op.drop_table("hotline_orders")
    op.drop_table("hotline_batches")
    op.drop_index("ix_hotline_runs_open", table_name="hotline_runs")
    op.drop_index("ix_hotline_runs_file", table_name="hotline_runs")
    op.drop_table("hotline_runs")
    op.drop_table("hotline_sources")
    op.drop_table("channels")
    reports = sa.table("reports", sa.column("channel"))
    op.execute(sa.update(reports).where(reports.c.channel.not_in(BEFORE)).values(channel="citizen"))
    _allow(BEFORE)
