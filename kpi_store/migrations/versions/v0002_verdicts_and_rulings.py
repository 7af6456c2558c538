"""What people decide: verdicts on read values, rulings on who continues whom; and files that are read again.

Revision 0002.
"""

import sqlalchemy as sa
from alembic import op

from kpi_store.migrations.append_only import append_only

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _count_readings_in_a_new_table()
    else:
        op.add_column("document", sa.Column("reading", sa.Integer, nullable=False, server_default="1"))
        op.alter_column("document", "reading", server_default=None)
        op.drop_constraint("document_once_an_edition", "document")
        op.create_unique_constraint("document_once_a_reading", "document", ["sha256", "edition", "reading"])
    op.execute("ALTER TABLE indicator ADD COLUMN joined_to INTEGER REFERENCES indicator (id)")
    _verdicts()
    _rulings()


def _count_readings_in_a_new_table() -> None:
    """SQLite cannot take a constraint off a table, so the table is made anew.

    Its rows are referred to from everywhere. Deferred, those references count as open from the DELETE on and as
    closed again with each row that comes back; none may be open at the commit.
    """
    kept = "id, sha256, file, title, kind, edition, published, body, pages, sample, draft, added_at"
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMPORARY TABLE document_before AS SELECT * FROM document")
    op.execute("DELETE FROM document")
    op.execute("DROP TABLE document")
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("edition", sa.String, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("body", sa.String),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("draft", sa.Boolean, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("sha256", "edition", "reading", name="document_once_a_reading"),
    )
    op.execute(f"INSERT INTO document ({kept}, reading) SELECT {kept}, 1 FROM document_before")
    op.execute("DROP TABLE document_before")


def _verdicts() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("observation_id", sa.Integer, sa.ForeignKey("observation.id"), unique=True, index=True),
        sa.Column("milestone_id", sa.Integer, sa.ForeignKey("milestone.id"), unique=True, index=True),
        sa.Column("value", sa.String),
        sa.Column("reason", sa.String, nullable=False),
        sa.CheckConstraint("(observation_id IS NULL) <> (milestone_id IS NULL)", name="verdict_on_one_value"),
    )
    append_only("verdict")


def _rulings() -> None:
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False, unique=True, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("edition", sa.String, nullable=False),
        sa.Column("old", sa.JSON, nullable=False),
        sa.Column("new", sa.JSON, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )
    append_only("ruling")
