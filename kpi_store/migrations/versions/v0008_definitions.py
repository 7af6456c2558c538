"""What an indicator counts, in an administrator's words.

Revision 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("indicator", sa.Column("definition", sa.String))
