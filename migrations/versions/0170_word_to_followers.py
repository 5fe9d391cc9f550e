"""Word goes back by the official account: whose a talk is, and a carrier of that name."""

import sqlalchemy as sa
from alembic import op

revision = "0170"
down_revision = "0150"

TABLES = {"attempts": "ck_attempts_carrier", "notice_templates": "ck_notice_templates_carrier"}
BEFORE = ("in_app", "push", "wechat", "sms", "email")


def _carriers(*carriers: str) -> None:
    for table, name in TABLES.items():
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, sa.column("carrier").in_(carriers))


def upgrade() -> None:
    _carriers(*BEFORE, "wechat_account")
    whose = sa.Column(
        "device", sa.String(), nullable=True, comment="who sent that report: where word goes back"
    )
    op.add_column("wechat_talks", whose)
    op.create_index(
        op.f("ix_wechat_talks_device"),
        "wechat_talks",
        ["device"],
        postgresql_where="device is not null",
    )
    op.execute(
        "update wechat_talks set device = reports.device from reports"
        " where reports.id = wechat_talks.report_id"
    )


def downgrade() -> None:
    op.drop_index("ix_wechat_talks_device", table_name="wechat_talks")
    op.drop_column("wechat_talks", "device")
    op.execute("update deliveries set chain = array_replace(chain, 'wechat_account', 'email')")
    op.execute("update notice_preferences set chain = array_remove(chain, 'wechat_account')")
    for table in TABLES:
        op.execute(f"delete from {table} where carrier = 'wechat_account'")
    _carriers(*BEFORE)
