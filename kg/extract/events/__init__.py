"""Events: what happened, with its participants, its time, and its coreference."""
