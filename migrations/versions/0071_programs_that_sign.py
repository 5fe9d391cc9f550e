"""programs that sign their requests, and photos that they name."""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0076"


def upgrade() -> None:
    op.create_index(
        op.f("ix_contacts_phone"), "contacts", ["phone"], postgresql_where="phone is not null"
    )
    op.create_table(
        "clients",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("channels", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False, comment="sealed"),
        sa.Column("before", sa.LargeBinary(), nullable=True, comment="the old secret, sealed"),
        sa.Column("before_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_clients")),
    )
    op.create_table(
        "nonces",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client"], ["clients.key"], name=op.f("fk_nonces_client"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("client", "nonce", name=op.f("pk_nonces")),
    )
    op.create_index(op.f("ix_nonces_at"), "nonces", ["at"], unique=False)
    op.create_table(
        "photo_fetches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "wanted",
                "fetched",
                "refused",
                name="fetchstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(), nullable=True, comment="why it was refused, a code"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_photo_fetches_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_fetches")),
    )
    op.create_index(
        op.f("ix_photo_fetches_report_id"), "photo_fetches", ["report_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_contacts_phone"), table_name="contacts")
    op.drop_index(op.f("ix_photo_fetches_report_id"), table_name="photo_fetches")
    op.drop_table("photo_fetches")
    op.drop_index(op.f("ix_nonces_at"), table_name="nonces")
    op.drop_table("nonces")
    op.drop_table("clients")
