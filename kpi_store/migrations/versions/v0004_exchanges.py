"""What is asked in Slack: the work on each question, and the trail of who asked what and what was answered.

Revision 0004.
"""

import sqlalchemy as sa
from alembic import op

from kpi_store.migrations.append_only import append_only_until_forgotten

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "exchange",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("event", sa.String, unique=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker", sa.String, nullable=False, index=True),
        sa.Column("channel", sa.String, nullable=False, index=True),
        sa.Column("thread_ts", sa.String),
        sa.Column("came", sa.String, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("edition", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("follows", sa.String),
        sa.Column("response_url", sa.String),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("status", sa.String),
        sa.Column("intent", sa.String),
        sa.Column("indicators", sa.JSON, nullable=False),
        sa.Column("snapshot", sa.String),
        sa.Column("reply", sa.Text),
        sa.Column("said", sa.JSON),
        sa.Column("feedback", sa.String),
        sa.Column("feedback_reason", sa.String, nullable=False),
        sa.Column("feedback_by", sa.String),
    )
    op.create_table(
        "exchange_trail",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False, index=True),
        sa.Column("facts", sa.JSON, nullable=False),
    )
    append_only_until_forgotten("exchange_trail")
