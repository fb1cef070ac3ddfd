"""Read generated numbers beside cn2an: `python -m benchmarks.suites.against_cn2an [COUNT]`.

Each number is written by cn2an and read by both. Every difference is printed; the exit
status is 1 when there is one. COUNT is a million unless given.
"""

import random
import sys
from decimal import Decimal

from cn2an import an2cn, cn2an

from zhextract.numerals import parse_numeral

__all__ = ["main"]


def main(arguments: list[str]) -> int:
    """Compare, and print how many numbers differ."""
    count = int(arguments[0]) if arguments else 1_000_000
    generator = random.Random(20240229)  # noqa: S311
    differences = refused = 0
    for _ in range(count):
        number = generator.randrange(10 ** generator.randint(1, 16))
        words = an2cn(str(number), generator.choice(("low", "up")))
        ours = parse_numeral(words)
        try:
            theirs = Decimal(str(cn2an(words, "strict")))
        except ValueError:  # it does not read all that it writes
            refused += 1
            theirs = Decimal(number)
        if ours != theirs or ours != number:
            differences += 1
            print(f"{words}: {ours} here, {theirs} there, {number} written")
    print(f"{count} numbers, {differences} differences; {refused} that cn2an writes and does not read")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
