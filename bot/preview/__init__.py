"""How answers look, without Slack: a page that shows their messages, light and dark beside each other."""
