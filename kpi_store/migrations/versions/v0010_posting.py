"""When a worker was about to post the reply to a question, so that another knows that it may stand in Slack already.

Revision 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("exchange", sa.Column("posting_at", sa.DateTime(timezone=True)))
