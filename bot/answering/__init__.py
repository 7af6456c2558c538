"""From a question to an Answer: figures, computed values and quoted passages. Knows nothing of Slack."""
