"""How an answer looks: plain text, chart pictures, Block Kit."""
