"""What administrators do in Slack: take documents in, review them, publish, go back, and look after the figures.

Every listener asks whether whoever acts may administer, whatever the button or window came from.
"""
