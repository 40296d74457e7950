"""What reading one picture may take."""

LANGUAGE = "deu"
MEMORY = 900 * 2**20  # bytes of address space, also of what it starts
SECONDS = 40  # of a processor
PATIENCE = 60.0  # seconds on the clock, for all of it
LARGEST = 12 * 2**20  # bytes of a file; messengers make a photo smaller than one tenth of that
MOST_PIXELS = 40_000_000
