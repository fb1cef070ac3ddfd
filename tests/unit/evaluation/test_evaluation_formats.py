"""Every format: what is written comes back the same, what cannot be held is said, what is wrong is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from zhextract.errors import CorpusError, InputValueError
from zhextract.evaluation.corpus import AnnotatedDocument, Entity, Relation, Word, make_entity, words_from_texts
from zhextract.evaluation.formats import FORMATS, guess_format, read_corpus, write_corpus
from zhextract.spans import Span

TEXT = "😀江岭市财政局拨付3亿元，其中农林部门、水利部门各半。"
PLAIN = "江岭市财政局拨付3亿元"


def flat() -> AnnotatedDocument:
    return AnnotatedDocument(
        PLAIN, id="d-1", entities=(make_entity(PLAIN, 0, 6, "ORG"), make_entity(PLAIN, 8, 11, "QUANTITY"))
    )


def worded() -> AnnotatedDocument:
    words = tuple(
        Word(word.start, word.end, tag)
        for word, tag in zip(
            words_from_texts(["江岭市", "财政局", "拨付", "3亿", "元"]), ["ns", "n", "v", "m", "q"], strict=True
        )
    )
    return replace(flat(), words=words, entities=(make_entity(PLAIN, 0, 6, "nt"),))


def nested() -> AnnotatedDocument:
    return AnnotatedDocument(
        TEXT,
        id="d-2",
        entities=(
            make_entity(TEXT, 1, 7, "ORG", id="a"),
            make_entity(TEXT, 1, 4, "LOC", id="b"),
            make_entity(TEXT, 9, 12, "QUANTITY", id="c"),
        ),
        relations=(Relation("from", "c", "a"),),
    )


def discontinuous() -> AnnotatedDocument:
    first = TEXT.index("农林")
    spans = (Span(first, first + 2), Span(first + 7, first + 9))
    text = "".join(TEXT[start:end] for start, end in spans)
    return AnnotatedDocument(
        TEXT, id="d-3", entities=(Entity("ORG", spans, text, "T1"), make_entity(TEXT, 1, 7, "ORG", id="T2"))
    )


def marks(document: AnnotatedDocument) -> set[tuple[str, tuple[Span, ...]]]:
    return {(entity.label, entity.spans) for entity in document.entities or ()}


def arrows(document: AnnotatedDocument) -> list[tuple[str, str, str]]:
    texts = {entity.id: entity.text for entity in document.entities or ()}
    return [(row.label, texts[row.source], texts[row.target]) for row in document.relations]


def round_trip(document: AnnotatedDocument, folder: Path, name: str, form: str) -> tuple[AnnotatedDocument, list[str]]:
    losses = write_corpus([document], folder / name, format=form)
    (back,) = read_corpus(folder / name, format=form)
    return back, losses


@pytest.mark.parametrize("form", ["bio", "bioes", "bmes", "conllu"])
def test_flat_formats_keep_flat_mentions(form: str, tmp_path: Path) -> None:
    back, _ = round_trip(flat(), tmp_path, f"x.{form}", form)
    assert back.text == PLAIN
    assert marks(back) == marks(flat())


@pytest.mark.parametrize("form", ["bio", "bmes", "conllu"])
def test_flat_formats_say_what_they_drop(form: str, tmp_path: Path) -> None:
    back, losses = round_trip(nested(), tmp_path, f"x.{form}", form)
    assert marks(back) == {row for row in marks(nested()) if row[0] != "LOC"}
    assert any("1 nested" in loss for loss in losses)
    assert any("1 relations" in loss for loss in losses)


@pytest.mark.parametrize(
    ("name", "form"),
    [("x.jsonl", "doccano"), ("x.json", "labelstudio"), ("x", "brat"), ("own.jsonl", "jsonl"), ("c", "cas")],
)
def test_nested_mentions_and_relations_survive(name: str, form: str, tmp_path: Path) -> None:
    if form == "cas":
        pytest.importorskip("cassis")
    back, losses = round_trip(nested(), tmp_path, name, form)
    assert (back.text, back.id) == (TEXT, "d-2")
    assert marks(back) == marks(nested())
    assert arrows(back) == arrows(nested())
    assert not losses


def test_cluener_keeps_nested_mentions_and_drops_relations(tmp_path: Path) -> None:
    back, losses = round_trip(nested(), tmp_path, "x.jsonl", "cluener")
    assert marks(back) == marks(nested())
    assert losses == ["cluener: 1 relations are left out"]


@pytest.mark.parametrize(("name", "form"), [("b", "brat"), ("x.jsonl", "jsonl")])
def test_discontinuous_mentions_survive(name: str, form: str, tmp_path: Path) -> None:
    back, losses = round_trip(discontinuous(), tmp_path, name, form)
    assert marks(back) == marks(discontinuous())
    assert not losses


@pytest.mark.parametrize("form", ["doccano", "labelstudio", "cluener"])
def test_discontinuous_mentions_are_stretched_and_said(form: str, tmp_path: Path) -> None:
    _, losses = round_trip(discontinuous(), tmp_path, "x", form)
    assert any("1 discontinuous" in loss for loss in losses)


def test_brat_splits_a_mention_at_a_line_end(tmp_path: Path) -> None:
    text = "江岭市财\n政局"
    back, _ = round_trip(
        AnnotatedDocument(text, id="n", entities=(make_entity(text, 0, 7, "ORG"),)), tmp_path, "b", "brat"
    )
    assert "0 4;5 7\t江岭市财 政局" in (tmp_path / "b" / "n.ann").read_text(encoding="utf-8")
    assert back.entities is not None
    assert back.entities[0].spans == (Span(0, 7),)


def test_words_and_tags_survive_in_conllu_and_docbin(tmp_path: Path) -> None:
    for name, form in (("x.conllu", "conllu"), ("x.spacy", "docbin")):
        if form == "docbin":
            pytest.importorskip("spacy")
        back, _ = round_trip(worded(), tmp_path, name, form)
        assert back.words == worded().words
        assert marks(back) == marks(worded())
        assert back.id == "d-1"


def test_sighan_keeps_words(tmp_path: Path) -> None:
    back, losses = round_trip(worded(), tmp_path, "x.utf8", "sighan")
    assert [PLAIN[word.start : word.end] for word in back.words or ()] == ["江岭市", "财政局", "拨付", "3亿", "元"]
    assert any("parts of speech" in loss for loss in losses)


def test_pfr_reads_brackets_and_joins_names(tmp_path: Path) -> None:
    line = "20240101-01-001-001/m  [江岭/ns  大学/n]nt  校长/n  欧/nr  阳明/nr  说/v\n"
    (tmp_path / "x.pfr").write_text(line, encoding="utf-8")
    (document,) = read_corpus(tmp_path / "x.pfr")
    assert (document.id, document.text) == ("20240101-01-001-001", "江岭大学校长欧阳明说")
    assert [(row.label, row.text) for row in document.entities or ()] == [
        ("nt", "江岭大学"),
        ("ns", "江岭"),
        ("nr", "欧阳明"),
    ]
    write_corpus([document], tmp_path / "y.pfr")
    assert (tmp_path / "y.pfr").read_text(encoding="utf-8") == line


def test_docbin_keeps_nested_mentions_among_the_spans(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    back, losses = round_trip(replace(nested(), relations=()), tmp_path, "x.spacy", "docbin")
    assert marks(back) == marks(nested())
    assert not losses


def test_inceptions_own_layers_are_read(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    types = cassis.TypeSystem()
    span = types.create_type(name="custom.Span", supertypeName="uima.tcas.Annotation")
    types.create_feature(domainType=span, name="label", rangeType="uima.cas.String")
    types.to_xml(tmp_path / "TypeSystem.xml")
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = TEXT, "text/plain"
    cas.add(span(begin=1, end=7, label="ORG"))
    cas.to_xmi(tmp_path / "a.xmi")
    (document,) = read_corpus(tmp_path / "a.xmi")
    assert (document.id, document.words) == ("a", None)
    assert [(row.label, row.text) for row in document.entities or ()] == [("ORG", "江岭市财政局")]
    (tmp_path / "TypeSystem.xml").unlink()
    with pytest.raises(CorpusError, match=r"no TypeSystem\.xml"):
        list(read_corpus(tmp_path / "a.xmi"))


def test_label_studio_counts_utf16_units(tmp_path: Path) -> None:
    write_corpus([nested()], tmp_path / "x.json")
    value = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))[0]["predictions"][0]["result"][0]["value"]
    assert (value["start"], value["end"]) == (2, 8)


def test_old_doccano_lines_and_weibo_columns_are_read(tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_text(json.dumps({"text": PLAIN, "labels": [[0, 6, "ORG"]]}), encoding="utf-8")
    (tmp_path / "weibo.conll").write_text("江0\tB-GPE.NAM\n岭1\tI-GPE.NAM\n人0\tO\n", encoding="utf-8")
    (old,), (weibo,) = read_corpus(tmp_path / "old.jsonl"), read_corpus(tmp_path / "weibo.conll")
    assert marks(old) == {("ORG", (Span(0, 6),))}
    assert (weibo.text, marks(weibo)) == ("江岭人", {("GPE.NAM", (Span(0, 2),))})


def test_uner_columns_are_read(tmp_path: Path) -> None:
    lines = "# sent_id = s1\n# text = 江岭市增长5%\n1\t江岭市\tB-LOC\t-\tx\n2\t增长\tO\t-\tx\n3\t5%\tO\t-\tx\n\n"
    (tmp_path / "x.iob2").write_text(lines, encoding="utf-8")
    (document,) = read_corpus(tmp_path / "x.iob2")
    assert (document.id, marks(document)) == ("s1", {("LOC", (Span(0, 3),))})


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.bio", "江岭\n", "x.bio:1"),
        ("x.conllu", "1\t江岭\n", "2 columns"),
        ("x.conllu", "# text = 江岭\n1\t河\tO\n\n", "does not stand"),
        ("x.pfr", "江岭/ns 大学/n]nt\n", "not opened"),
        ("x.pfr", "[江岭/ns 大学/n\n", "not closed"),
        ("x.jsonl", '{"text": "江岭", "label": {"LOC": {"河谷": [[0, 1]]}}}\n', "does not stand"),
        ("x.jsonl", '{"text": "江岭", "labels": [[0, 9, "LOC"]]}\n', "outside"),
        ("x.jsonl", '{"text": "江岭", "regions": [{"start": 0, "end": 2, "text": "河谷"}]}\n', "does not stand"),
        ("x.jsonl", "{\n", "not JSON"),
        ("x.jsonl", '{"id": "a"}\n', "string `text`"),
        ("x.json", ('[{"data": {"text": "江岭"}, "annotations": [{"result": [{"type": "labels", "value": '
         '{"start": 0, "end": 2, "text": "河谷", "labels": ["LOC"]}}]}]}]'), "does not stand"),
        ("x.json", '{"data": 1}', "list of tasks"),
    ],
)  # fmt: skip
def test_what_breaks_its_format_is_refused(name: str, content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        list(read_corpus(tmp_path / name))


def test_brat_checks_surfaces(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("江岭增长", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tLOC 0 2\t河谷\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="does not stand"):
        list(read_corpus(tmp_path))


def test_formats_are_told_apart_or_asked_for(tmp_path: Path) -> None:
    with pytest.raises(InputValueError, match="unknown format"):
        list(read_corpus(tmp_path, format="word"))
    with pytest.raises(InputValueError, match="cannot tell"):
        guess_format(tmp_path / "x.txt")
    with pytest.raises(InputValueError, match="only read"):
        write_corpus([], tmp_path / "x", format="sheets")
    with pytest.raises(CorpusError, match="no corpus"):
        list(read_corpus(tmp_path / "nothing.bio"))
    assert len(set(FORMATS)) == len(FORMATS)
