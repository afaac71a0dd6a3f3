"""What a message tells to write for a value of the wrong form is what the program then reads."""

from __future__ import annotations

import pytest

from generator.content.yaml.days import Day, RocDay
from generator.content.yaml.scalars import Em, Number, Points, Scalar


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (Number, "55", "55, without quotes"), (Number, "５５", "55"), (Number, "−55", "-55"), (Number, "1,036", "1036"),
        (Number, "98.10%", "98.10, without %"), (Number, "2件", "2"), (Number, "002", "2"), (Points, "12pt", "12"),
        (Number, "1,5", ""), (Number, "無", ""), (Number, "9" * 20, ""), (Number, "9" * 10**6, ""), (Number, None, ""),
        (Points, "80%", ""), (Em, "0.5em", ""),
        (Day, "110年8月31日", "2021-08-31"), (Day, "2021/8/31", "2021-08-31"), (Day, "1975-05-05", ""), (Day, "2108-01-01", ""),
        (RocDay, "110.8.31", "110-08-31"), (RocDay, "2021-08-31", "110-08-31"), (RocDay, "5-1-1", ""),
    ],
)  # fmt: skip
def test_the_remedy_is_read(kind: type[Scalar], value: object, written: str) -> None:
    hint = kind.remedy(value)
    said = hint.in_language("en") if hint else ""
    assert said.startswith(f"write {written}") if written else said in ("", "check the year")
    if written and kind in (Day, RocDay):
        kind.read(said.removeprefix("write "))
