#!/usr/bin/env python
"""How much more a page costs in a large archive than in a small one.

    .venv/bin/python bench/growth.py [--small 1000] [--large 10000] [--rounds 40]

Fills two databases in a folder of their own, asks each for the same pages in turn, and prints the
CPU milliseconds a page (this process alone: application and SQLite) and their ratio. The rounds
alternate between the two, so that a noisy machine is noisy for both. Nothing of the project's own
database is touched.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MANAGE = HERE.parent / "manage.py"


def environment(folder: Path, articles: int) -> dict[str, str]:
    """The variables under which the project uses the database of a size, and keeps no page."""
    return os.environ | {
        "SECRET_KEY": "measuring",
        "DATABASE_URL": f"sqlite:///{folder / f'{articles}.sqlite3'}",
        "CACHE_URL": "dummycache://",
        "MEDIA_ROOT": str(folder / "media"),
        "DEBUG": "false",
    }


def fill(folder: Path, articles: int) -> None:
    """Makes the database of a size."""
    env = environment(folder, articles)
    for command in (["migrate", "-v0"], ["fill", "--articles", str(articles)]):
        subprocess.run([sys.executable, MANAGE, *command], env=env, check=True, stdout=sys.stderr)


def start(folder: Path, articles: int) -> subprocess.Popen:
    """A process that answers each line of standard input with one round over the pages."""
    return subprocess.Popen(
        [sys.executable, HERE / "round.py"],
        env=environment(folder, articles) | {"PYTHONPATH": str(HERE.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ask(process: subprocess.Popen) -> dict[str, float]:
    """One round: CPU milliseconds by page."""
    process.stdin.write("go\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = (options.small, options.large)
        for articles in sizes:
            fill(folder, articles)
        processes = [start(folder, articles) for articles in sizes]
        rounds = [[ask(process) for process in processes] for _ in range(options.rounds + 2)]
        for process in processes:
            process.kill()
    report(rounds[2:], sizes)


def report(rounds: list, sizes: tuple[int, int]) -> None:
    """The table: medians, and the median of the ratios of the rounds."""
    print(f"{'page':<12}{sizes[0]:>10}{sizes[1]:>10}{'ratio':>8}   CPU ms a page")
    for page in rounds[0][0]:
        small, large = ([r[i][page] for r in rounds] for i in (0, 1))
        ratio = statistics.median(large) / statistics.median(small)
        print(
            f"{page:<12}{statistics.median(small):>10.2f}{statistics.median(large):>10.2f}"
            f"{ratio:>8.2f}"
        )


if __name__ == "__main__":
    main()
