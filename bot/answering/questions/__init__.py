"""What is asked: a question taken apart into language, kind, years, place, subject and what is to be worked out."""
