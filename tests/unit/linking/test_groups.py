"""Groups number the facts of one list."""

from zhextract import extract


def test_group_of_a_distributed_list() -> None:
    facts = extract("新能源汽车、太阳能电池产量分别增长85.4%和69.1%，利润增长3%。").facts
    assert [fact.group and (fact.group.id, fact.group.index, fact.group.size) for fact in facts] == [
        ("g1", 0, 2),
        ("g1", 1, 2),
        None,
    ]


def test_two_lists_have_two_groups() -> None:
    facts = extract("甲、乙产量分别为3吨、4吨，价格分别为5元、6元。").facts
    assert [fact.group.id for fact in facts if fact.group] == ["g1", "g1", "g2", "g2"]
