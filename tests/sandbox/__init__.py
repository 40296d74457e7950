"""Stories about the local messenger."""
