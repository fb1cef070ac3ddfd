"""What a document says about where it is: the provinces and prefectures that it names, and when."""

from collections.abc import Sequence
from itertools import pairwise

from zhextract.entities.regions.gazetteer import is_within
from zhextract.entities.regions.match import Match

__all__ = ["Evidence", "gather_evidence"]


class Evidence:
    """Where each province and prefecture was last named, with those of the whole document behind.

    Reading goes from left to right: `see` is called for each mention as it is
    resolved, so that the nearest earlier place decides first.
    """

    __slots__ = ("anywhere", "last")

    def __init__(self, anywhere: frozenset[str]) -> None:
        self.anywhere = anywhere
        self.last: dict[str, int] = {}

    def see(self, code: str, at: int) -> None:
        """Note a mention of `code` and of all that it belongs to."""
        for outer in _outer_codes(code):
            self.last[outer] = at

    def supports(self, code: str) -> bool:
        """Whether the document names a division that `code` belongs to, or `code` itself in full."""
        return any(outer in self.anywhere for outer in (code[:2] + "0000", code[:4] + "00", code))

    def rank(self, code: str) -> tuple[int, int, int]:
        """How near the document is to `code`: itself or its prefecture first, then its province, then how lately."""
        prefecture, province = code[:4] + "00", code[:2] + "0000"
        own = code in self.anywhere and not code.endswith("0000")
        near = 2 if own or prefecture in self.anywhere else int(province in self.anywhere)
        return near, self.last.get(prefecture, -1), self.last.get(province, -1)


def gather_evidence(matches: Sequence[Match], issuer: Sequence[Match]) -> Evidence:
    """Collect what the sure names of the document and of its issuer or title say."""
    codes: set[str] = set()
    for match in (*matches, *issuer):
        wording = match.wording
        if wording.grade in ("full", "old", "free") and (len(wording.codes) == 1 or wording.level == "province"):
            codes.update(_outer_codes(wording.codes[0]))
    for before, after in pairwise(matches):
        if before.end == after.start and len(before.wording.codes) == 1:
            codes.update(c for c in after.wording.codes if is_within(c, before.wording.codes[0]))
    evidence = Evidence(frozenset(codes))
    for match in issuer:
        if len(match.wording.codes) == 1:
            evidence.see(match.wording.codes[0], 0)
    return evidence


def _outer_codes(code: str) -> tuple[str, ...]:
    if code == "100000":
        return ()
    return (code, code[:4] + "00", code[:2] + "0000")
