"""Snapshots in PostgreSQL, searched through its extension pgvector: for any number of workers on any machines."""
