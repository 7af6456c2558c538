"""The KPI store: indicators, observations, targets, editions and publications, with provenance."""
