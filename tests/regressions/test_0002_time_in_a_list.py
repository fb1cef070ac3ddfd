"""2024年，甲、乙…分别: the time before the comma was once taken for a member of the list of names."""

import zhextract


def test_a_time_is_no_member_of_a_list():
    document = zhextract.extract("2024年，湖北、湖南罚没金额较上年分别上升12.5%、9.8%。")
    assert [fact.metric.text for fact in document.facts] == ["罚没金额", "罚没金额"]
    assert [fact.subjects[0].code for fact in document.facts] == ["420000", "430000"]
