"""What a question names: the indicators by their names, however they are said, and places by their titles."""
