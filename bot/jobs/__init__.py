"""Work outside the answering process: asked for anywhere, handed out by a queue, done by a worker of its own."""
