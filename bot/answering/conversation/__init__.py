"""Before and after an answer: what it goes on from, what is asked back, what is offered next."""
