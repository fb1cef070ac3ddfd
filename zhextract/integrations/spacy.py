"""spaCy components, on any pipeline whose texts are Chinese.

| factory             | `doc.spans` key(s)                                    | user data            |
|---------------------|-------------------------------------------------------|----------------------|
| `zhx_regions`       | `zhx_regions`                                         |                      |
| `zhx_organisations` | `zhx_organisations`                                   |                      |
| `zhx_times`         | `zhx_times`                                           |                      |
| `zhx_quantities`    | `zhx_quantities`                                      |                      |
| `zhx_facts`         | `zhx_facts` (the amount of each fact)                 | `doc._.zhx_facts`    |
| `zhextract`         | all of them                                           | `doc._.zhx_facts`    |

Tokens may cut a mention: `Doc.char_span` then has no exact answer, and `alignment` decides:
`expand` takes the tokens that the mention touches, `contract` those inside it, `strict` leaves
the span out. The exact offsets and values are in the user data whatever is chosen, under the
contract's names, and survive `DocBin(store_user_data=True)`.

spaCy imports this module when it looks for factories; it loads no table until a component is made.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, minibatch

if TYPE_CHECKING:
    from zhextract.pipeline import Extractor

__all__ = ["ZhextractComponent", "make_component"]

Alignment = Literal["strict", "contract", "expand"]

KEYS = ("regions", "organisations", "times", "quantities", "facts")
LABELS = {
    "regions": "REGION",
    "organisations": "ORGANISATION",
    "times": "TIME",
    "quantities": "QUANTITY",
    "facts": "FACT",
}
DEFAULTS = {"alignment": "expand", "set_ents": False}
STORE = "zhextract"


class ZhextractComponent:
    """Reads a `Doc` and writes what its factory promises; holds options only.

    Args:
        extractor: What reads the texts.
        keys: Which of regions, organisations, times, quantities and facts are written.
        alignment: What happens where tokens cut a mention; see the module.
        set_ents: Also write `doc.ents`, keeping entities that are there already and do not overlap ours.
    """

    def __init__(
        self, extractor: "Extractor", keys: tuple[str, ...], *, alignment: Alignment = "expand", set_ents: bool = False
    ) -> None:
        self._extractor = extractor
        self._keys = keys
        self._alignment = alignment
        self._set_ents = set_ents

    def __call__(self, doc: Doc) -> Doc:
        """Read one `Doc`."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Read many, a batch at a time."""
        from zhextract.pipeline import Input

        for docs in minibatch(stream, batch_size):
            inputs = [Input(doc.text, None, doc._.zhx_date, doc._.zhx_issuer) for doc in docs]
            for doc, document in zip(docs, self._extractor.read_batch(inputs), strict=True):
                self._write(doc, document.to_dict())
                yield doc

    def _write(self, doc: Doc, row: dict[str, Any]) -> None:
        store = doc.user_data.setdefault(STORE, {})
        written: list[Span] = []
        for key in self._keys:
            store[key] = row[key]
            spans = []
            for item in row[key]:
                place = item["quantity"] if key == "facts" else item
                span = doc.char_span(place["start"], place["end"], LABELS[key], alignment_mode=self._alignment)
                if span is not None and len(span):
                    spans.append(span)
            doc.spans[f"zhx_{key}"] = spans
            if key != "facts":
                written += spans
        if self._set_ents:
            ours = filter_spans(written)
            taken = {token.i for span in ours for token in span}
            kept = [entity for entity in doc.ents if not taken.intersection(range(entity.start, entity.end))]
            doc.ents = [*kept, *ours]


def make_component(alignment: Alignment, *, set_ents: bool, keys: tuple[str, ...]) -> ZhextractComponent:
    """Make the component of a factory."""
    from zhextract.pipeline import load

    if "facts" in keys:
        rooms: tuple[str, ...] = ("facts",)
    elif "organisations" in keys:
        rooms = ("regions", "organisations")
    elif "quantities" in keys:
        rooms = ("times", "quantities")
    else:
        rooms = keys
    return ZhextractComponent(load(rooms=rooms), keys, alignment=alignment, set_ents=set_ents)


def _register(factory: str, keys: tuple[str, ...]) -> None:
    assigns = ["doc.spans", "doc._.zhx_facts"] if "facts" in keys else ["doc.spans"]

    def make(nlp: Language, name: str, alignment: Alignment, set_ents: bool) -> ZhextractComponent:  # noqa: ARG001
        return make_component(alignment, set_ents=set_ents, keys=keys)  # spaCy passes the first two by name

    Language.factory(factory, assigns=assigns, default_config=DEFAULTS, func=make)


def _record(span: Span) -> dict[str, Any]:
    """What was read where a span stands: exactly there, else what it covers most of."""
    best: tuple[int, dict[str, Any]] = (0, {})
    for key, label in LABELS.items():
        if label != span.label_ or key == "facts":
            continue
        for item in span.doc.user_data.get(STORE, {}).get(key, ()):
            shared = min(span.end_char, item["end"]) - max(span.start_char, item["start"])
            best = max(best, (shared, item), key=lambda pair: pair[0])
    return best[1]


def _field(span: Span, name: str) -> Any:
    return _record(span).get(name)


def _register_extensions() -> None:
    for name in ("zhx_date", "zhx_issuer"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Doc.has_extension("zhx_facts"):
        Doc.set_extension("zhx_facts", getter=lambda doc: doc.user_data.get(STORE, {}).get("facts", []))
    if not Span.has_extension("zhx"):
        Span.set_extension("zhx", getter=_record)
    for name in ("code", "name", "period", "value", "unit", "unit_code"):
        if not Span.has_extension(f"zhx_{name}"):
            Span.set_extension(f"zhx_{name}", getter=partial(_field, name=name))


_register_extensions()
_register("zhextract", KEYS)
for _key in KEYS:
    _register(f"zhx_{_key}", (_key,))
