"""Papers made for committees, as they were handed out.

Revision 0006.
"""

import sqlalchemy as sa
from alembic import op

from kpi_store.migrations.append_only import append_only

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("edition", sa.String),
        sa.Column("format", sa.String, nullable=False),
        sa.Column("indicators", sa.JSON, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    append_only("paper")
