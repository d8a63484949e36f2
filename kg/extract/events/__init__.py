"""Events: what happened, with its participants and its time, and which tellings are of one event."""
