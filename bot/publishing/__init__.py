"""From a file to a published edition: draft, index aside, difference, publish."""
