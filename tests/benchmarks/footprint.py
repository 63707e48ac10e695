"""What made-up knowledge of so many phrasings holds in memory, asked in a process of its own."""

from __future__ import annotations

import resource
import sys

from bot.matching.matcher import Matcher
from tests.benchmarks.synthetic import synthetic


def main() -> None:
    """Print the most megabytes that the process ever held."""
    knowledge, questions = synthetic(int(sys.argv[1]))
    matcher = Matcher(knowledge)
    for question in questions[:100]:
        matcher.match(question.text)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main()
