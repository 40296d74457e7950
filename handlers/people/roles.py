"""How roles and levels of discretion are called."""

from bot.core.rules.people import Level, Role
from bot.core.words import _

ROLES = {
    Role.PARTICIPANT: _("Participant"),
    Role.MENTOR: _("Mentor"),
    Role.MEDIATOR: _("Language mediator"),
    Role.COORDINATOR: _("Coordinator"),
    Role.GUEST: _("Guest"),
}
INVITED = {role: words for role, words in ROLES.items() if role is not Role.GUEST}
LEVELS = {
    Level.NEWS: _("Only: there is news"),
    Level.TIME: _("With the time"),
    Level.DETAILS: _("With time and place"),
}
