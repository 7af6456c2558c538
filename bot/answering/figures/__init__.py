"""Answers in an indicator's figures: values, trends, targets, and what is worked out of them."""
