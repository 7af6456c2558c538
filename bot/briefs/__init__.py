"""Committee papers: what is known of some indicators, gathered from checked answers and set in Office files."""
