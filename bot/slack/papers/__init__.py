"""Committee preparation in Slack: papers, comparisons and lists, asked for in a few words or in a window."""
