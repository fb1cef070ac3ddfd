"""Fines: who is fined opens the wording when it is a person; the verb that imposes the fine is left out."""

import re

from zhextract.expressions import rarely
from zhextract.linking.metrics.context import LONGEST_SENTENCE, Context, Spans
from zhextract.spans import Span

__all__ = ["is_penalty", "read_penalty"]

PENALTY = re.compile(r"罚款|违法所得|罚金")
# Who is fined or punished: 对甲给予警告，并处以五万元罚款; not 责令限期改正.
PUNISHED = rarely(
    r"(?:对|责令)((?!限期|其)[^，。；、对]{2,30}?(?:、[^，。；、对]{2,4}?){0,40}?)(?:依法)?(?:给予|处以|处|作出|采取|没收|并处|警告|改正)"
)
# Who loses unlawful gains (没收周某违法所得，并处罚款), and the only party of a decision (当事人：周某，男).
DEPRIVED = rarely(r"没收([^，。；、：\d]{2,16}?)的?违法所得")
PARTY = rarely(r"当事人\d?[:：]\s*([\u4e00-\u9fff]{2,4})[，,（(]\s*[男女]")
# In a rule: the wording of a bare fine, the condition that the clause right before it sets, what is violated.
BARE = frozenset({"罚款", "罚金"})
CONDITION = rarely(r"(?:^|(?<=[，。；：\s]))((?!逾期|拒不|限期)[^，。；：\s]{3,30})的[，,]$")
VIOLATED = rarely(r"(违反[^，。；]{2,40}?)(?:的|，|；|$)")
# Bodies that are fined: they are the fact's subject.
BODY = rarely(r".*(?:公司|企业|事务所|[该本你]单位|银行|集团|中心|厂)")
# Verbs that impose a fine.
IMPOSE = rarely(r"(?:被|并|可以|可|将|分别|决定|再|另)*(?:处以|判处|处)")


def is_penalty(text: str) -> bool:
    """Whether a wording names a fine or unlawful gains."""
    return PENALTY.search(text) is not None


def read_penalty(context: Context, index: int, head: Spans) -> Spans:
    """The wording of a fine with who is fined."""
    norm = context.norm
    head = tuple(span for span in head if not IMPOSE.fullmatch(norm, *span)) or head
    found = _fined(context, index, head)
    if found is None:
        return _behind_body(context, head)
    name = Span(*found.span(1))
    if context.scanner.name_at.get(name.start) == name.end or BODY.fullmatch(norm, *name):
        return _behind_body(context, head)
    return (name, *head)


def _fined(context: Context, index: int, head: Spans) -> re.Match[str] | None:
    """Who is fined, or in a rule what a bare fine is set on (情节严重的，处…; 违反本条例第四条规定的，…)."""
    norm, frame, rule = context.norm, context.frames[index], context.kinds[index].status == "threshold"
    start = max(frame.sentence_span.start, frame.start - LONGEST_SENTENCE)
    bare = rule and context.text(head) in BARE
    if bare and (condition := CONDITION.search(norm, start, frame.clause_span.start)) is not None:
        return condition
    punished = list(PUNISHED.finditer(norm, start, frame.start))
    if punished and punished[-1].end(1) <= head[0].start:
        return punished[-1]
    if (deprived := DEPRIVED.search(norm, start, head[0].start)) is not None:
        return deprived
    if rule:
        return VIOLATED.search(norm, start, frame.start) if bare else None
    return _only_party(norm, frame.start)


def _only_party(norm: str, end: int) -> re.Match[str] | None:
    """The one person against whom a decision is taken."""
    parties = list(PARTY.finditer(norm, 0, end))
    return parties[0] if len(parties) == 1 else None


def _behind_body(context: Context, head: Spans) -> Spans:
    """Without a body that opens the wording with its verb (该公司处以 · 罚款)."""
    if len(head) > 1 and context.norm.endswith(("处以", "处"), *head[0]) and BODY.match(context.norm, *head[0]):
        return head[1:]
    return head
