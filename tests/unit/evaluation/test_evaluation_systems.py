"""Systems, reports, their JSON and their page."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from zhextract.errors import CorpusError, InputValueError
from zhextract.evaluation.annotate import mentions_and_relations
from zhextract.evaluation.corpus import AnnotatedDocument, make_entity, words_from_texts
from zhextract.evaluation.formats import read_corpus
from zhextract.evaluation.page import report_page
from zhextract.evaluation.report import evaluate
from zhextract.evaluation.report_json import read_report, report_row
from zhextract.evaluation.systems import load_system
from zhextract.evaluation.terminal import comparison_text, report_text

CASES = Path(__file__).parents[2] / "cases" / "evaluation"
TEXT = "2023年湖北省粮食产量达到<b>2785万吨</b>。"


def gold() -> AnnotatedDocument:
    start = TEXT.index("湖北省")
    return AnnotatedDocument(
        TEXT,
        id="g<1>",
        genre="bulletin",
        entities=(make_entity(TEXT, start, start + 3, "GPE.NAM"),),
        phenomena=("tags",),
    )


class Constant:
    """A system of one's own: every text is one word and one place."""

    name = "constant"
    scheme = "same"
    layers = frozenset({"words", "entities"})

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        for document in documents:
            entity = make_entity(document.text, 0, 4, "LOC")
            yield AnnotatedDocument(document.text, words=words_from_texts([document.text]), entities=(entity,))


class Rewriter(Constant):
    """A system that breaks the one rule."""

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        yield from (AnnotatedDocument(document.text + "。") for document in documents)


def test_our_pipeline_is_measured_under_the_corpus_labels() -> None:
    report = evaluate([gold()], load_system("zhextract"), scheme="weibo")
    assert report.measures["strict LOC"].f1 == 100.0
    assert report.slices["genre"]["bulletin"]["strict"].right == 1


def test_labels_that_a_system_cannot_give_are_not_asked_of_it() -> None:
    document = AnnotatedDocument(
        TEXT, id="x", entities=(make_entity(TEXT, 0, 5, "position"), make_entity(TEXT, 5, 8, "address"))
    )
    report = evaluate([document], load_system("jieba.posseg"), scheme="cluener")
    assert report.measures["strict"].gold == 1


def test_nested_mentions_may_be_left_out_for_a_flat_corpus() -> None:
    text = "湖北省财政厅拨付3亿元。"
    document = AnnotatedDocument(
        text, id="n", entities=(make_entity(text, 0, 6, "ORG"), make_entity(text, 0, 3, "LOC"))
    )
    assert evaluate([document], load_system("zhextract"), scheme="msra").measures["strict"].predicted == 2
    assert evaluate([document], load_system("zhextract"), scheme="msra", flat=True).measures["strict"].gold == 1


def test_all_places_are_measured_where_a_corpus_marks_them() -> None:
    text = "长江流经四川省资阳市。"
    marked = AnnotatedDocument(text, id="p", entities=(make_entity(text, 0, 2, "LOC"), make_entity(text, 4, 10, "LOC")))
    assert evaluate([marked], load_system("zhextract:joined"), scheme="uner").measures["strict LOC"].f1 == 100.0
    assert evaluate([marked], load_system("zhextract:places"), scheme="uner").measures["strict LOC"].right == 1
    assert evaluate([marked], load_system("zhextract"), scheme="uner").measures["strict LOC"].right == 0


def test_segmenters_are_systems() -> None:
    document = AnnotatedDocument("粮食产量增长", id="s", words=words_from_texts(["粮食产量", "增长"]))
    assert evaluate([document], load_system("words:jieba")).measures["words"].f1 == 100.0


def test_a_system_of_the_callers_is_named_by_its_place() -> None:
    name = f"{__name__}:Constant"
    assert load_system(name).name == "constant"
    with pytest.raises(InputValueError, match="unknown system"):
        load_system("nobody")
    with pytest.raises(InputValueError, match="no system"):
        load_system("json:nothing")
    with pytest.raises(InputValueError, match="has not the members"):
        load_system("json:JSONDecoder")
    with pytest.raises(InputValueError, match="no file"):
        load_system("nowhere.jsonl")


def test_a_system_may_not_change_the_text() -> None:
    with pytest.raises(CorpusError, match="another text"):
        evaluate([gold()], Rewriter())


def test_nothing_in_common_is_said() -> None:
    with pytest.raises(CorpusError, match="annotates nothing"):
        evaluate([AnnotatedDocument("粮食", id="x", words=words_from_texts(["粮食"]))], load_system("zhextract"))


def test_predictions_are_paired_by_text_then_id_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    start = TEXT.index("湖北省")
    path.write_text(json.dumps({"id": "g<1>", "text": TEXT, "entities": [[start, start + 3, "ns"]]}), encoding="utf-8")
    report = evaluate([gold()], load_system(str(path), scheme="jieba"), scheme="weibo")
    assert report.measures["strict"].f1 == 100.0
    path.write_text(json.dumps({"id": "g<1>", "text": "别的"}), encoding="utf-8")
    with pytest.raises(CorpusError, match="is not the corpus's"):
        evaluate([gold()], load_system(str(path)))


def test_spacy_pipelines_are_systems(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "湖北省"}])
    nlp.to_disk(tmp_path / "ruler")
    report = evaluate([gold()], load_system(f"spacy:{tmp_path / 'ruler'}"), scheme="weibo")
    assert report.measures["strict"].f1 == 100.0
    with pytest.raises(InputValueError, match="no spaCy pipeline"):
        evaluate([gold()], load_system("spacy:zh_none"))


def test_reports_are_written_and_read_again(tmp_path: Path) -> None:
    report = evaluate([gold()], Constant(), scheme="weibo", name="one")
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report_row(report)), encoding="utf-8")
    back = read_report(path)
    assert back.measures == report.measures
    assert back.misses == report.misses
    assert "Wide" not in report_text(report)
    assert "B − A" in comparison_text(report, back)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match="no report"):
        read_report(path)


def test_reports_on_other_documents_are_not_compared() -> None:
    one = evaluate([gold()], Constant(), scheme="weibo")
    other = evaluate([AnnotatedDocument(TEXT, id="2", entities=gold().entities)], Constant(), scheme="weibo")
    with pytest.raises(InputValueError, match="different documents"):
        comparison_text(one, other)


def test_the_page_escapes_what_comes_from_texts_and_shows_every_difference() -> None:
    corpus = [gold()]
    page = report_page(evaluate(corpus, Constant(), scheme="weibo", name="<corpus>"), corpus)
    assert page.count("<article") == 2
    assert "<b>2785" not in page
    assert "&lt;b&gt;2785万吨&lt;/b&gt;" in page
    assert "constant on &lt;corpus&gt;" in page
    assert "g&lt;1&gt;" in page
    assert "http" not in page


def test_facts_are_spelled_out_for_annotators() -> None:
    document = next(iter(read_corpus(CASES / "gold.jsonl")))
    marked = mentions_and_relations(document)
    texts = {entity.id: entity.text for entity in marked.entities or ()}
    arrows = [(row.label, texts[row.source], texts[row.target]) for row in marked.relations]
    assert ("measures", "1508列", "开行的铁海联运班列") in arrows
    assert ("about", "1508列", "钦州") in arrows
    assert ("part-of", "612列", "1508列") in arrows
    split = [row for row in mentions_and_relations(document, pieces=True).relations if row.label == "measures"]
    assert len(split) > sum(row.label == "measures" for row in marked.relations)


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli = pytest.importorskip("zhextract.cli")
    corpus = tmp_path / "gold.conll"
    corpus.write_text("湖\tB-LOC\n北\tI-LOC\n增\tO\n长\tO\n", encoding="utf-8")
    page, report = tmp_path / "page.html", tmp_path / "a.json"
    assert cli.main(["evaluate", str(corpus), "--html", str(page)]) == 0
    assert "strict LOC" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert cli.main(["evaluate", str(corpus), "--system", f"{__name__}:Constant", "--misses", "1"]) == 0
    assert "mention boundary · ⟦湖北⟧增长" in capsys.readouterr().out
    assert cli.main(["evaluate", str(corpus), "--json", "--system", "jieba.posseg"]) == 0
    report.write_text(capsys.readouterr().out, encoding="utf-8")
    assert cli.main(["compare", str(report), str(report)]) == 0
    assert "1.0000" in capsys.readouterr().out
    assert cli.main(["compare", "zhextract", "jieba.posseg", "--corpus", str(corpus)]) == 0
    assert "A = zhextract" in capsys.readouterr().out
    text = tmp_path / "t.txt"
    text.write_text("2023年湖北省粮食产量2785万吨。", encoding="utf-8")
    for tool, name in (("doccano", "d.jsonl"), ("labelstudio", "l.json"), ("brat", "b")):
        assert cli.main(["annotate", str(text), "--format", tool, "--out", str(tmp_path / name)]) == 0
        (back,) = read_corpus(tmp_path / name, format=tool)
        assert {entity.label for entity in back.entities or ()} >= {"region", "quantity", "metric"}
    assert cli.main(["evaluate", str(tmp_path / "none.bio")]) == 2
    assert cli.main(["compare", "a.json", "b.json"]) == 2
    assert cli.main(["evaluate", str(corpus), "--html", str(tmp_path / "no" / "page.html")]) == 2
