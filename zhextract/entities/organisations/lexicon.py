"""The word lists of this room, read once into automata."""

from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicons import read_table

__all__ = ["Deictic", "Lexicon", "Name", "lexicon"]


@dataclass(frozen=True, slots=True)
class Name:
    """A particular organisation of the closed list; `doubtful` where only the context decides."""

    kind: str
    region: str | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Deictic:
    """A word such as 本行 or 该公司; `points` is issuer, previous or reader."""

    points: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, and the automata that find them (leftmost, longest)."""

    names: dict[str, Name]
    suffixes: dict[str, str]
    deictics: dict[str, Deictic]
    name_words: tuple[str, ...]
    suffix_words: tuple[str, ...]
    name_finder: AhoCorasick
    suffix_finder: AhoCorasick


@cache
def lexicon() -> Lexicon:
    """Read the tables on first use."""
    names = {word: Name(kind, region or None, doubt == "?") for word, kind, region, doubt in read_table("organisation_names", 4)}
    suffixes = dict(read_table("organisation_suffixes", 2))
    deictics = {word: Deictic(points, kind) for word, points, kind in read_table("organisation_deictics", 3)}
    name_words = (*names, *deictics)
    suffix_words = tuple(suffixes)
    return Lexicon(
        names,
        suffixes,
        deictics,
        name_words,
        suffix_words,
        AhoCorasick(name_words, matchkind=MatchKind.LeftmostLongest),
        AhoCorasick(suffix_words, matchkind=MatchKind.LeftmostLongest),
    )
