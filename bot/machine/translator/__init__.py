"""Machine translation on the own machine, and when to refuse it."""
