"""Documents of a city: from a file to pages, a policy tree, sections, passages and readings of charts and tables."""
