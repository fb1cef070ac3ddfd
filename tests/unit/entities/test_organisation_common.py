"""The table of ordinary words is what its command writes."""

from zhextract.lexicons import read_table
from zhextract.training.common_words import common_words


def test_table_is_as_its_command_writes_it() -> None:
    assert [word for (word,) in read_table("organisation_common", 1)] == common_words()
