"""A text that ends in what leads to a company's name was once read beyond its end."""

import pytest

import zhextract


@pytest.mark.parametrize("text", ["子公司", "收购甲", "转让所持甲的股权", "子", "甲子公司乙"])
def test_a_text_that_ends_before_the_name_is_read(text):
    assert zhextract.extract(text).text == text
