"""crews: the people of an organisation who go out together, and who of them has a case."""

import sqlalchemy as sa
from alembic import op

revision = "0150"
down_revision = "0131"


def upgrade() -> None:
    op.create_table(
        "crews",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the page"),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crews")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_crews_organisation_id")
        ),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_crews_organisation_id_name")),
    )
    op.create_table(
        "crew_members",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("crew_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_crew_members")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_crew_members_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["crew_id"], ["crews.id"], name=op.f("fk_crew_members_crew_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_crew_members_crew_id"), "crew_members", ["crew_id"])
    op.add_column(
        "cases",
        sa.Column(
            "member_id",
            sa.Integer(),
            nullable=True,
            comment="the member of a crew of its organisation who has it",
        ),
    )
    op.create_foreign_key(op.f("fk_cases_member_id"), "cases", "people", ["member_id"], ["id"])
    op.create_index(
        "ix_cases_member",
        "cases",
        ["member_id", "stage", "received_at", "id"],
        postgresql_where="member_id is not null",
    )


def downgrade() -> None:
    op.execute("delete from people where roles = '{member}'")
    op.execute("update people set roles = array_remove(roles, 'member')")
    op.drop_index("ix_cases_member", table_name="cases")
    op.drop_column("cases", "member_id")
    op.drop_table("crew_members")
    op.drop_table("crews")
