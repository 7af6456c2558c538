"""How Alembic runs: on the connection, and in the transaction, that ``kpi_store.schema`` hands in."""

from alembic import context

from kpi_store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
