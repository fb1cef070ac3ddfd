"""Lists of amounts that no wording names: their heads were asked for their last piece, or first character, and had none."""

import zhextract


def test_a_list_without_a_wording_is_read():
    text = (
        "较上年的比重较上年的比重，，，行政处罚案件分别较上年比2020年提高较上年"
        + "“十四五”" * 8
        + "增至+3.2%，，，行政处罚案件分别"
        "较上年+3.2%+3.2%比2020年提高较上年" + "“十四五”" * 8 + "增至+3.2%+3.2%的比重湖南单位：万元+3.2%的比重"
    )
    assert zhextract.extract(text).text == text


def test_places_up_to_the_end_of_the_text_are_read():
    assert zhextract.extract("湖北省美国ḣ湖北省湖北省（（").regions


def test_a_list_whose_names_are_empty_is_read():
    assert [str(fact.quantity.value) for fact in zhextract.extract("计分别、2%+3.2").facts] == ["2", "3.2"]
