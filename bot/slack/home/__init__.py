"""The App Home: what the newest edition says, goal by goal, what it changed, and what one asked."""
