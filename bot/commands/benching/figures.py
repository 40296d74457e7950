"""What was measured, against what is to be reached."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    goal: float
    at_least: bool  # else at most
    unit: str = ""

    @property
    def met(self) -> bool:
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def as_json(self) -> dict[str, object]:
        goal = {"at_least" if self.at_least else "at_most": self.goal}
        return {"value": round(self.value, 3), **goal, "met": self.met}

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "met" if self.met else "MISSED"
        return f"{self.name}: {self.value:.3g}{self.unit} (goal {sign} {self.goal:g}) {verdict}"


def at_least(name: str, value: float, goal: float, unit: str = "") -> Figure:
    return Figure(name, value, goal, at_least=True, unit=unit)


def at_most(name: str, value: float, goal: float, unit: str = "") -> Figure:
    return Figure(name, value, goal, at_least=False, unit=unit)
