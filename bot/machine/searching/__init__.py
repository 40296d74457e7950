"""The parts of the question search: folding, spelling, meaning, features, postings."""
