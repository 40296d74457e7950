"""The parts of `lotse bench`: a local server, two bots side by side, and what is measured."""
