"""Papers that a channel is sent when something is published, or once a month.

Revision 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String, nullable=False, index=True),
        sa.Column("wanted", sa.JSON, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("by", sa.String, nullable=False, index=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused", sa.String),
        sa.Column("publication", sa.Integer),
        sa.Column("documents", sa.JSON, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
    )
