"""Write `lexicons/data/organisation_listed.tsv`: names of listed companies with their codes, as news prints them.

    python -m zhextract.training.listed_companies DOCUMENTS/bulk COMPANY_NAMES.txt SECURITIES.csv

News writes a company's exchange code in brackets behind its short name. The words before the
bracket are cut to the name by what recurs: a variant of the same code that stands clean,
or an ending that a list of company names knows. The lists of securities that the exchanges
publish (code, short name) add those that the news did not write so.
"""

import csv
import json
import lzma
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path

import jieba

from zhextract.lexicons import read_table

__all__ = ["main"]

# A short name and, in brackets, a mainland (six digits) or Hong Kong (five digits and .HK) code.
LISTED = re.compile(
    r"([*A-Z一-龥]{2,8})[(（](?:股票代码|证券代码|代码)?[::：]?\s*(?:SH|SZ)?(\d{6}|\d{5}(?=[.．]?HK))(?:[.．]?(?:SH|SZ|BJ|HK))?[,，)）]"
)
CLEAN = re.compile(r"(?:\*?S?\*?ST|[A-Z]{1,4})?[一-龥]{2,4}[A-Z]?")
DOUBT = "\t?"
# What the exchanges put before and behind a name for a while: *ST, XD, 退, -U.
MARKS = re.compile(r"^(?:S?\*?ST|PT|XD|XR|DR|N|C)(?=[一-龥])|(?:-[DUVW]+|退市?|\(退市\))$")
SHORTEST = 3
# Works, and words of everyday, that name a company only where its code stands beside them.
EVERYDAY = ("港", "高速", "机场", "超级", "一号", "天下", "世界", "时代", "未来", "之家")
BESIDE = ("股份", "公司", "集团")


def read_bulk(folder: Path) -> Iterator[str]:
    """Read every text of the compressed JSON lines of a folder."""
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def choose(variants: Counter[str], known: frozenset[str]) -> str | None:
    """Cut what stands before the bracket to the company's name; None where nothing confirms it.

    >>> choose(Counter({"股份天蓝视讯": 1, "解密天蓝视讯": 1}), frozenset({"天蓝视讯"}))
    '天蓝视讯'
    """
    counts: Counter[str] = Counter()
    for variant, times in variants.items():
        for length in (5, 4, 3):
            tail = variant[-length:]
            if len(tail) == length and CLEAN.fullmatch(tail):
                counts[tail] += 3 * times * (tail == variant) + times * (tail in known)
    best = max(counts, key=lambda name: (counts[name], -abs(len(name) - 4)), default=None)
    return best if best and counts[best] >= 1 else None


def collect(texts: Iterable[str], known: frozenset[str]) -> dict[str, str]:
    """Collect code by name."""
    variants: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for name, code in LISTED.findall(text):
            variants[code][name] += 1
    found: dict[str, str] = {}
    for code in sorted(variants):
        name = choose(variants[code], known)
        if name and not name.startswith(BESIDE):
            found.setdefault(name, code)
    return found


def read_securities(path: Path, ordinary: Container[str]) -> dict[str, str]:
    """Read code by name from a list of securities, without the names that are ordinary words."""
    found: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for code, written, *_ in islice(csv.reader(lines), 1, None):
            name = MARKS.sub("", unicodedata.normalize("NFKC", written).replace(" ", ""))
            if len(name) >= SHORTEST and CLEAN.fullmatch(name) and name not in ordinary and not name.endswith(EVERYDAY):
                found.setdefault(name, code)
    return found


HEADER = """\
# Short names of listed companies and their exchange codes, as printed behind them in news.
# columns: name, code, doubt (`?` where a dictionary of words knows the name, so that only the context decides)
# source: public news and the exchanges' lists of securities (to October 2023), collected by
# `python -m zhextract.training.listed_companies`; date: 2026-11;
# licence: the project's own, Apache-2.0 (facts: a name and its code)
"""


def main(arguments: list[str]) -> None:
    """Collect and write the table."""
    bulk, names, securities = map(Path, arguments)
    known = frozenset(names.read_text(encoding="utf-8").split())
    found = collect(read_bulk(bulk), known)
    jieba.initialize()
    ordinary = {word for word, count in jieba.dt.FREQ.items() if count} | {
        word for (word,) in read_table("organisation_others", 1)
    }
    listed = read_securities(securities, ordinary)
    found |= {name: code for name, code in listed.items() if name not in found}
    table = Path(str(files("zhextract.lexicons"))) / "data" / "organisation_listed.tsv"
    rows = "".join(
        f"{name}\t{code}{DOUBT if name in jieba.dt.FREQ else ''}\n"
        for name, code in sorted(found.items(), key=lambda item: item[1])
    )
    table.write_text(HEADER + rows, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
