"""For whoever watches over the service: its log as data, its health, and what it counts."""
