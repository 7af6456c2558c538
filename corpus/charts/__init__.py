"""Charts and tables of a page, read from text positions and vector shapes."""
