"""Search over passages: embeddings, lexical and vector search, fusion, snapshots."""
