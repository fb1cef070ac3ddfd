"""Names that a text speaks of as brands: 岚溪、清湖等洋品牌, 旗下岚溪品牌. A brand is no organisation."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from zhextract.expressions import rarely
from zhextract.spans import Span

__all__ = ["drop_brands"]

BRAND = "品牌"
# What ends a list of brands, and one of companies: 等洋品牌; 等多家白酒企业, 等自主品牌车企.
OF_BRANDS = rarely(r"等[一-龥]{0,8}?品牌(?![车房药酒企商公方厂])")
OF_COMPANIES = rarely(r"等[一-龥\d]{0,8}?(?:企业|公司|厂商|[车房药酒]企|巨头|集团)")
JOINTS = ("、", "和", "与", "及")
# The brand of somebody: 旗下⟨岚溪⟩品牌.
OF_SOMEBODY = rarely(r"旗下的?([A-Za-z一-龥]{2,8}?)品牌")
# A form that makes the name of a company of a brand's.
FORM = re.compile(r"[一-龥]{0,8}?(?:公司|集团|股份)")


def drop_brands(norm: str, spans: list[Span]) -> list[Span]:
    """Drop the names that the text speaks of as brands, wherever no form of a company follows them."""
    if BRAND not in norm:
        return spans
    brands = {*_listed(norm, spans, OF_BRANDS), *OF_SOMEBODY.findall(norm)}
    if not brands:
        return spans
    brands.difference_update(_listed(norm, spans, OF_COMPANIES))
    return [
        span for span in spans if norm[span.start : span.end] not in brands or FORM.match(norm, span.end) is not None
    ]


def _listed(norm: str, spans: Sequence[Span], ends: re.Pattern[str]) -> Iterator[str]:
    """The members of the lists that end so."""
    for match in ends.finditer(norm):
        end = match.start()
        at = bisect_left(spans, (end,)) - 1
        while at >= 0 and spans[at].end == end:
            yield norm[spans[at].start : end]
            if norm[spans[at].start - 1 : spans[at].start] not in JOINTS:
                break
            end = spans[at].start - 1
            at -= 1
