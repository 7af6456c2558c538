"""Alembic migrations, run from inside the package; forward only: a step back is a restored copy."""

HEAD = "0010"
"""Newest revision, so that opening the store need not import Alembic; a test keeps it true."""
