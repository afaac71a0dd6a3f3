"""Days and years as each language writes them: the ROC calendar in Chinese, the common era in English."""

from __future__ import annotations

from datetime import date

from generator.content.calendar import ROC

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]  # fmt: skip


def day_in_words(day: date, language: str) -> str:
    """`115年11月22日`, `22 November 2026`."""
    if language == "zh-Hant":
        return f"民國{day.year - ROC}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_of_year(day: date, language: str) -> str:
    """`6月30日`, `30 June`."""
    return f"{day.month}月{day.day}日" if language == "zh-Hant" else f"{day.day} {MONTHS[day.month - 1]}"


def short_year(year: int, language: str) -> str:
    """`104年度`, `FY2015`: where there is little room."""
    return fiscal_year(year, language).partition(" ")[0]


def fiscal_year(year: int, language: str) -> str:
    """`104年度`, `FY2015 (ROC 104)`."""
    return f"{year}年度" if language == "zh-Hant" else f"FY{year + ROC} (ROC {year})"


def unbroken_year(year: int, language: str) -> str:
    """`fiscal_year` for headings and tables, where no line shall break inside its brackets; what is copied has a space."""
    return fiscal_year(year, language).replace("ROC ", "ROC\u00a0")
