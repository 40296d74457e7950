"""Who helps me? Four taps to whoever is responsible, a counselling service, and a contact."""

from bot.core.words import _
from bot.turns import Command, Feature
from handlers.finder.finder import Finder

FEATURE = Feature("finder", commands=[Command("finder", _("Who helps me?"), Finder)])
