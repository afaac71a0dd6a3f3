"""How long all checks of the real statement take in a warm process: `python tests/benchmark/checks.py`.

Prints the least of 30 rounds in milliseconds: as a save in the preview meets them (texts read before are remembered),
with every text read afresh, and each check alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from generator.checks import CHECKS, run  # noqa: E402
from generator.checks.numbers.chinese import chinese_quantities  # noqa: E402
from generator.checks.numbers.english import english_quantities  # noqa: E402
from generator.checks.slips import slips  # noqa: E402
from generator.reading import check  # noqa: E402

ROUNDS = 30


def least(action: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The least processor milliseconds of `action` over all rounds; `before` is done before each and not counted."""
    best = float("inf")
    for _ in range(ROUNDS):
        before()
        begin = time.process_time()
        action()
        best = min(best, time.process_time() - begin)
    return best * 1000


def forget() -> None:
    """Have every text read afresh."""
    chinese_quantities.cache_clear()
    english_quantities.cache_clear()
    slips.cache_clear()


def main() -> None:
    """Measure and print."""
    (checked, *_), _ = check(ROOT / "content")
    statement, standards = checked.statement, checked.standards
    print(f"all checks of {statement.year}: {least(lambda: run(statement, standards)):.1f} ms")
    print(f"with every text read afresh: {least(lambda: run(statement, standards), forget):.1f} ms")
    for one in CHECKS:
        print(f"    {one.__name__}: {least(lambda one=one: list(one(statement, standards))):.1f} ms")  # type: ignore[misc]


if __name__ == "__main__":
    main()
