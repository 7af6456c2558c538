"""Questions sent at a rate, to the service alone and through a Slack of this machine's own."""
