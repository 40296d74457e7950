"""`python -m bot` is `lotse`."""

from bot.cli import main
from bot.commands.trouble import be_discreet


def start() -> None:
    be_discreet()
    main()


if __name__ == "__main__":
    start()
