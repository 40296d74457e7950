"""Real, tiny Argos packages for tests: their weights are written, not learned."""
