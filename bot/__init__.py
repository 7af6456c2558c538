"""The bot: settings, wiring, command line, answering, rendering, publishing and Slack."""
