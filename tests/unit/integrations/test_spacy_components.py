"""spaCy components: spans, extensions, alignment, round trips."""

import json

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import DocBin

TEXT = "2024年，湖北、湖南罚没金额较上年分别上升12.5%、9.8%。"


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("zhextract")
    return pipeline


def test_spans_facts_and_extensions(nlp):
    doc = nlp(TEXT)
    assert [span._.zhx_code for span in doc.spans["zhx_regions"]] == ["420000", "430000"]
    assert [span._.zhx_value for span in doc.spans["zhx_quantities"]] == ["12.5", "9.8"]
    assert [fact["subjects"][0]["name"] for fact in doc._.zhx_facts] == ["湖北省", "湖南省"]


@pytest.mark.parametrize("name", ["zhx_regions", "zhx_organisations", "zhx_times", "zhx_quantities", "zhx_facts"])
def test_every_factory_writes_its_own_key(name):
    pipeline = spacy.blank("zh")
    pipeline.add_pipe(name)
    assert list(pipeline(TEXT).spans) == [name]


@pytest.mark.parametrize(("alignment", "found"), [("expand", 1), ("contract", 0), ("strict", 0)])
def test_alignment_where_a_token_cuts_the_mention(alignment, found):
    pipeline = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    pipeline.add_pipe("zhx_regions", config={"alignment": alignment})
    doc = spacy.tokens.Doc(pipeline.vocab, words=["去湖北省吧"], spaces=[False])
    doc = pipeline.get_pipe("zhx_regions")(doc)
    assert len(doc.spans["zhx_regions"]) == found
    assert doc.user_data["zhextract"]["regions"][0]["code"] == "420000"


def test_entities_on_request_keep_what_is_there():
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "WORD", "pattern": "金额"}])
    pipeline.add_pipe("zhextract", config={"set_ents": True})
    assert {entity.label_ for entity in pipeline(TEXT).ents} >= {"WORD", "REGION", "QUANTITY"}


def test_config_disk_pipe_and_docbin_round_trips(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    docs = list(again.pipe([TEXT, "产量3亿吨。"]))
    store = DocBin(store_user_data=True, docs=docs)
    back = list(DocBin().from_bytes(store.to_bytes()).get_docs(again.vocab))
    assert json.dumps(back[0]._.zhx_facts) == json.dumps(docs[0]._.zhx_facts)  # msgpack reads lists as tuples
    assert [span.text for span in back[0].spans["zhx_quantities"]] == ["12.5%", "9.8%"]


def test_date_and_issuer_come_from_the_doc(nlp):
    doc = nlp.make_doc("去年罚款5万元。")
    doc._.zhx_date = "2024-02-06"
    assert nlp(doc)._.zhx_facts[0]["time"]["period"] == "2023"


def test_displacy_draws_the_spans(nlp):
    html = spacy.displacy.render(nlp(TEXT), style="span", options={"spans_key": "zhx_quantities"}, jupyter=False)
    assert "QUANTITY" in html
