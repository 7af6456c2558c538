"""Papers that a channel gets without asking: made, listed and ended by its people, sent when they are due."""
