"""Slack listeners: one file a feature, each with register(app)."""
