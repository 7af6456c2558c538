"""The command sosei: one file a group of commands, imported only when called."""
