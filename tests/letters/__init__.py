"""Letters of made-up offices, as people photograph them: what is on them is known."""
