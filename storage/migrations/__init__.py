"""How the database came to look as it does; applied at start, under a lock."""
