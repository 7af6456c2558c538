"""Documents with what they list, publications, and the audit trail.

Revision 0001, the first. Written out rather than taken from ``tables``, since tables move on and this stays.
"""

import sqlalchemy as sa
from alembic import op

from kpi_store.migrations.append_only import append_only

revision = "0001"
down_revision = None


def upgrade() -> None:
    _documents()
    _listings()
    _publications()
    append_only("audit")


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("edition", sa.String, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("body", sa.String),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("draft", sa.Boolean, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("sha256", "edition", name="document_once_an_edition"),
    )
    op.create_table(
        "goal",
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("subtitle", sa.String, nullable=False),
    )
    op.create_table(
        "measure",
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), primary_key=True),
        sa.Column("goal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("approaches", sa.JSON, nullable=False),
    )
    op.create_table(
        "passage",
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("section", sa.String, nullable=False),
        sa.Column("heading", sa.JSON, nullable=False),
        sa.Column("indicator", sa.String),
        sa.Column("printed_page", sa.String),
        sa.Column("line", sa.Integer),
        sa.Column("goal", sa.Integer),
        sa.Column("measure", sa.Integer),
    )


def _listings() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("desired", sa.String),
    )
    op.create_table(
        "listing",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), nullable=False, index=True),
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("indicator.id"), index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("period", sa.String),
        sa.Column("goal", sa.Integer),
        sa.Column("measure", sa.Integer),
        sa.Column("numeric_target", sa.Boolean, nullable=False),
        sa.Column("cumulative", sa.Boolean, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("aliases", sa.JSON, nullable=False),
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("listing_id", sa.Integer, sa.ForeignKey("listing.id"), nullable=False, index=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("bbox", sa.JSON),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("source_url", sa.String),
        sa.Column("note", sa.String),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("listing_id", sa.Integer, sa.ForeignKey("listing.id"), nullable=False, index=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.Column("source_url", sa.String),
        sa.Column("note", sa.String),
    )


def _publications() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", sa.String),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("restores", sa.Integer, sa.ForeignKey("publication.id")),
    )
    op.create_table(
        "publication_document",
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publication.id"), primary_key=True),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("document.id"), primary_key=True, index=True),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
    )
