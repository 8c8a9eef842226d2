"""The records' schema, version by version: a step is never changed once it was shipped, the next one mends it."""
