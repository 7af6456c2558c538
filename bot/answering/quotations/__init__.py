"""Answers in the documents' own words: which passages tell what is asked, what of them, and when none does."""
