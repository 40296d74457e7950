"""Machine translation, with the real Argos on models the tests build."""
