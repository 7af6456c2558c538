"""Answers over many indicators or documents: lists, ranks, those of a condition, what an edition changed."""
