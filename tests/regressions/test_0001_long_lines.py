"""A document of one long line after another once copied everything before each line end: quadratic memory."""

import tracemalloc

from zhextract.normalise import normalise


def test_memory_of_normalising_grows_as_the_text():
    def peak(paragraphs):
        text = ("处罚金额较上年增长，案件数量有所下降。" * 40 + "\n") * paragraphs
        tracemalloc.start()
        normalise(text)
        _, size = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size

    peak(1)  # opens the tables
    assert peak(400) < 6 * peak(100)
