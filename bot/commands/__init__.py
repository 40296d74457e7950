"""What the command line does, one module a command. `bot.cli` is only the door."""
