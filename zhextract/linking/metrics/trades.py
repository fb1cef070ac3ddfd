"""Trades of shares: the account that traded, the shares it dealt in, and what the trades came to."""

import re

from zhextract.expressions import rarely
from zhextract.linking.metrics.context import NAMED_WITHIN, Context, MetricReading, Spans, make_reading
from zhextract.spans import Span

__all__ = ["read_dealing"]

# What an account does, and what it is called.
TRADES = ("买入", "卖出", "转入", "转出")
ACCOUNT = rarely(r"[^，。；、的]{1,12}?账户组?")
# What trades come to.
RESULTS = frozenset(
    {"交易金额", "成交金额", "成交额", "买入金额", "卖出金额", "盈利", "亏损", "获利", "账面盈利", "账面亏损"}
)
# The dealing that a sentence tells of (账户买卖远山股份股票，累计交易金额3万元): its verb and the shares; nothing is sold twice in it.
DEALING = rarely(
    r"(?:买卖|交易)(?:了)?((?:“[^”，。；]{2,12}”|[\u4e00-\u9fffA-Z]{0,8}?)的?(?:股票|证券))(?=[，。；]|的行为)"
    r"|(?:股票|证券)(?:买卖|交易)"
)
# The first characters of all of these, and how far back a dealing may stand.
OPENS = frozenset("买卖转交成盈亏获账")
REACH = 160


def read_dealing(context: Context, index: int, head: Spans, text: str) -> MetricReading | None:
    """What a trade, or what trades came to, leaves out: the account or the shares, or the dealing itself."""
    if text[:1] not in OPENS:
        return None
    if text.startswith(TRADES):
        if account := _account(context, index):
            return make_reading((*account, *head), "account that traded before", 0.7)
        shares = _shares(context, index) if len(text) == len(TRADES[0]) else ()
        return make_reading(head, "trade, its shares before", 0.7, shares) if shares else None
    before = context.before(index)
    if text not in RESULTS or (before is not None and context.text(before.core[-1:]).startswith(TRADES)):
        return None
    dealing = _last_dealing(context, index)
    return make_reading((Span(*dealing.span()), *head), "what a dealing came to", 0.7) if dealing is not None else None


def _account(context: Context, index: int) -> Spans:
    """The account whose trades were told of before (甲证券账户买入3万股；后买入2万股)."""
    for place in range(index - 1, max(index - NAMED_WITHIN, -1), -1):
        core = context.readings[place].core
        if core and (found := ACCOUNT.match(context.norm, core[0].start, core[0].end)) is not None:
            return (Span(*found.span()),)
    return ()


def _shares(context: Context, index: int) -> Spans:
    """The shares that the dealing before names (买卖远山股份股票，累计买入3万股)."""
    dealing = _last_dealing(context, index)
    if dealing is None or dealing[1] is None:
        return ()
    return (Span(*dealing.span(1)),) if dealing.end(1) - dealing.start(1) > len("股票") else ()


def _last_dealing(context: Context, index: int) -> re.Match[str] | None:
    """The nearest dealing in the same paragraph, not far before the amount."""
    frame = context.frames[index]
    low = max(context.layout.paragraphs[frame.paragraph].start, frame.start - REACH)
    dealings = list(DEALING.finditer(context.norm, low, frame.start))
    return dealings[-1] if dealings else None
