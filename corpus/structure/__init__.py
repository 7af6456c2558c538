"""From lines to meaning: the policy tree, sections with their place, and indicators with all that was read of them."""
