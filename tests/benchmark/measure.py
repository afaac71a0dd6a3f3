"""What a program costs: processor time with all its children, wall time, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor (user + system) and of wall, and megabytes of memory at the most in one process."""

    processor: float
    wall: float
    memory: float


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a program to its end; one that fails ends the benchmark with what it said."""
    started = time.perf_counter()
    with (folder / "benchmark.log").open("w+b") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        if process.returncode:
            log.seek(0)
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{log.read().decode()}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def together(costs: Iterable[Cost]) -> Cost:
    """What several programs cost one after the other."""
    known = list(costs)
    return Cost(
        sum(cost.processor for cost in known), sum(cost.wall for cost in known), max(cost.memory for cost in known)
    )


def median(measured: Callable[[int], Cost], rounds: int) -> Cost:
    """The medians of `rounds` measurements, each given its number."""
    costs = [measured(number) for number in range(rounds)]
    return Cost(
        statistics.median(cost.processor for cost in costs),
        statistics.median(cost.wall for cost in costs),
        max(cost.memory for cost in costs),
    )
