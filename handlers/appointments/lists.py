"""The way back to the list."""

from bot.core.messages import Option
from bot.core.words import _

LIST = Option("go.appointments", _("Appointments"))
