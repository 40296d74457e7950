"""The rules of the finder; what they are, says `bot.core.rules.finder`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.rules.finder import (
    GROWN_UP,
    JMD_AGE,
    LITTLE_GERMAN,
    MBE_AGE,
    MORE_GERMAN,
    SCHOOL_AGE,
    STUDY_GERMAN,
    WITH_TITLE,
    WITHOUT_TITLE,
    Asked,
    Help,
    Rule,
    Status,
)


def helps(asked: Asked, status: Status = Status.UNSAID) -> Help:
    """Who helps. Without a status: only what is the same for all."""
    found = [rule for rule in RULES if rule.holds(asked) and status in rule.statuses]
    return Help(
        offices=_each(rule.offices for rule in found),
        services=_each(rule.services for rule in found),
        questions=_each(rule.questions for rule in found),
        lines=_each(rule.lines for rule in found),
    )


def ways(asked: Asked) -> tuple[Help, Help]:
    """What differs without and with a residence title, for whoever would rather not say."""
    same = helps(asked)
    return _beside(helps(asked, Status.TOLERATED), same), _beside(helps(asked, Status.TITLE), same)


def _beside(way: Help, same: Help) -> Help:
    def more(ids: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
        return tuple(id for id in ids if id not in known)

    return Help(
        more(way.offices, same.offices),
        more(way.services, same.services),
        more(way.questions, same.questions),
    )


def _each(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for group in groups for id in group))


def _on(*topics: str) -> frozenset[str]:
    return frozenset(topics)


RULES: Sequence[Rule] = (
    # -- where the status decides ------------------------------------------------------
    Rule(
        _on("work"),
        ("faq.office-jobcenter-or-agentur", "faq.work-permit-apply", "offices.agentur-fuer-arbeit"),
        offices=("auslaenderbehoerde", "agentur-fuer-arbeit"),
        services=("berufsberatung",),
        questions=("work-permit-apply",),
        statuses=WITHOUT_TITLE,
    ),
    Rule(
        _on("work"),
        ("faq.office-jobcenter-or-agentur", "faq.work-open-title", "offices.jobcenter"),
        offices=("jobcenter", "agentur-fuer-arbeit"),
        services=("jobcenter-beratung", "berufsberatung"),
        questions=("work-open-title",),
        statuses=WITH_TITLE,
    ),
    Rule(
        _on("work"),
        ("faq.work-may-i-work", "services.projektkoordination"),
        services=("projektkoordination",),
        questions=("work-may-i-work",),
    ),
    Rule(
        _on("benefits"),
        ("faq.office-jobcenter-or-agentur", "faq.asylblg-money", "offices.sozialamt"),
        offices=("sozialamt",),
        services=("fluechtlingssozialarbeit",),
        questions=("asylblg-money",),
        statuses=WITHOUT_TITLE,
    ),
    Rule(
        _on("benefits"),
        ("faq.office-jobcenter-or-agentur", "faq.jobcenter-apply", "offices.jobcenter"),
        offices=("jobcenter",),
        services=("jobcenter-beratung",),
        questions=("jobcenter-apply",),
        statuses=WITH_TITLE,
    ),
    Rule(
        _on("benefits"),
        ("faq.office-jobcenter-or-agentur",),
        questions=("office-jobcenter-or-agentur",),
    ),
    Rule(
        _on("language"),
        ("faq.course-access", "faq.course-admission-stop", "services.erstorientierung-ehrenamt"),
        services=("erstorientierung-ehrenamt",),
        questions=("course-admission-stop",),
        german=LITTLE_GERMAN,
        statuses=WITHOUT_TITLE,
    ),
    Rule(
        _on("language"),
        ("faq.course-access", "services.integrationskurs", "offices.bamf"),
        offices=("bamf",),
        services=("integrationskurs",),
        german=LITTLE_GERMAN,
        statuses=WITH_TITLE,
    ),
    Rule(
        _on("language"),
        ("faq.course-access", "offices.kurstraeger"),
        offices=("kurstraeger",),
        questions=("course-access",),
        german=LITTLE_GERMAN,
    ),
    Rule(
        _on("language"),
        ("faq.course-bsk", "faq.office-jobcenter-or-agentur", "services.berufssprachkurs"),
        offices=("agentur-fuer-arbeit",),
        german=MORE_GERMAN,
        statuses=WITHOUT_TITLE,
    ),
    Rule(
        _on("language"),
        ("faq.course-bsk", "faq.office-jobcenter-or-agentur", "services.berufssprachkurs"),
        offices=("jobcenter", "agentur-fuer-arbeit"),
        german=MORE_GERMAN,
        statuses=WITH_TITLE,
    ),
    Rule(
        _on("language"),
        ("faq.course-bsk", "services.berufssprachkurs"),
        services=("berufssprachkurs",),
        questions=("course-bsk",),
        german=MORE_GERMAN,
    ),
    Rule(
        _on("health"),
        ("faq.health-insurance", "offices.sozialamt"),
        offices=("sozialamt",),
        services=("fluechtlingssozialarbeit",),
        statuses=WITHOUT_TITLE,
    ),
    Rule(
        _on("health"),
        ("faq.health-insurance", "offices.krankenkasse"),
        offices=("krankenkasse",),
        statuses=WITH_TITLE,
    ),
    Rule(
        _on("health"),
        ("faq.health-insurance", "faq.health-mental", "services.gesundheitsberatung"),
        offices=("arzt",),
        services=("gesundheitsberatung", "psz", "krisendienst"),
        questions=("health-insurance", "health-mental"),
    ),
    # -- where it does not --------------------------------------------------------------
    Rule(
        _on("stay"),
        ("offices.auslaenderbehoerde", "faq.permit-renewal", "services.fluechtlingsrat"),
        offices=("auslaenderbehoerde",),
        services=("fluechtlingsrat",),
        questions=("permit-renewal", "status-change"),
    ),
    Rule(
        _on("asylum"),
        ("offices.bamf", "services.asylverfahrensberatung", "services.bamf-rechtsauskunft"),
        offices=("bamf",),
        services=("asylverfahrensberatung", "bamf-rechtsauskunft", "rechtsberatung"),
        questions=("asylum-hearing", "asylum-rejected"),
    ),
    Rule(_on("asylum"), ("offices.jugendamt",), offices=("jugendamt",), ages=SCHOOL_AGE),
    Rule(
        _on("family"),
        ("offices.jugendamt", "services.kita-beratung", "faq.kita"),
        offices=("jugendamt",),
        services=("kita-beratung",),
        questions=("kita",),
    ),
    Rule(
        _on("family"),
        ("offices.familienkasse", "offices.standesamt", "services.schwangerschaftsberatung"),
        offices=("familienkasse", "standesamt"),
        services=("schwangerschaftsberatung", "frauenhaus"),
        questions=("child-benefit", "pregnancy"),
        lines=("schwangerschaftsberatung", "frauenhaus"),
        ages=GROWN_UP,
    ),
    Rule(
        _on("family"),
        ("services.frauenhaus", "services.schwangerschaftsberatung", "services.schulberatung"),
        offices=("schulamt",),
        services=("schulberatung", "schwangerschaftsberatung"),
        questions=("school-enrol",),
        lines=("frauenhaus", "schwangerschaftsberatung"),
        ages=SCHOOL_AGE,
    ),
    Rule(
        _on("housing"),
        ("offices.wohnungsamt", "services.mieterberatung", "services.wohnungslosenhilfe"),
        offices=("wohnungsamt",),
        services=("mieterberatung", "wohnungslosenhilfe"),
        questions=("housing-search", "eviction"),
    ),
    Rule(
        _on("letters"),
        ("offices.beratungsstelle", "faq.letter-understand", "services.rechtsberatung"),
        offices=("beratungsstelle",),
        services=("fluechtlingssozialarbeit", "rechtsberatung"),
        questions=("letter-understand", "letter-objection"),
    ),
    # Not the embassy: for some people it is a danger to go there (faq.passport-embassy).
    Rule(
        _on("documents"),
        ("offices.auslaenderbehoerde", "faq.passport-embassy", "faq.travel-document"),
        offices=("auslaenderbehoerde",),
        services=("asylverfahrensberatung",),
        questions=("passport-embassy", "travel-document"),
    ),
    Rule(
        _on("education"),
        ("offices.schulamt", "services.schulberatung"),
        offices=("schulamt",),
        services=("schulberatung",),
        questions=("ausbildung-find",),
        ages=SCHOOL_AGE,
    ),
    Rule(
        _on("education"),
        ("offices.agentur-fuer-arbeit", "services.berufsberatung", "services.ausbildungsberatung"),
        offices=("agentur-fuer-arbeit",),
        services=("berufsberatung", "ausbildungsberatung"),
        questions=("ausbildung-find",),
        ages=GROWN_UP,
    ),
    Rule(
        _on("education"),
        ("offices.hochschule", "services.studienberatung", "services.bildungsberatung"),
        offices=("hochschule",),
        services=("studienberatung", "bildungsberatung"),
        questions=("study-access",),
        ages=GROWN_UP,
        german=STUDY_GERMAN,
    ),
    Rule(
        _on("recognition"),
        ("offices.anerkennungsstelle", "services.anerkennungsberatung", "faq.recognition-start"),
        offices=("anerkennungsstelle",),
        services=("anerkennungsberatung",),
        questions=("recognition-start", "recognition-cost"),
    ),
    Rule(
        _on("daily"),
        ("offices.buergeramt", "services.verbraucherzentrale", "services.schuldnerberatung"),
        offices=("buergeramt",),
        services=("verbraucherzentrale", "schuldnerberatung", "antidiskriminierung"),
        questions=("bank-account", "debts"),
    ),
    Rule(
        _on("legal"),
        ("services.rechtsberatung", "faq.legal-aid", "offices.verwaltungsgericht"),
        offices=("verwaltungsgericht",),
        services=("rechtsberatung",),
        questions=("legal-aid",),
    ),
    Rule(
        _on("mentoring"),
        ("services.projektkoordination", "faq.mentor-role"),
        services=("projektkoordination",),
        questions=("mentor-role",),
    ),
    Rule(
        _on("data"),
        ("services.projektkoordination", "faq.data-who-sees"),
        services=("projektkoordination",),
        questions=("data-who-sees",),
    ),
    # -- for all of them ----------------------------------------------------------------
    Rule(frozenset(), ("services.jmd",), services=("jmd",), ages=JMD_AGE),
    Rule(frozenset(), ("services.mbe",), services=("mbe",), ages=MBE_AGE),
    Rule(
        frozenset(),
        ("services.sprachmittlung", "faq.interpreter"),
        services=("sprachmittlung",),
        german=LITTLE_GERMAN,
    ),
)
