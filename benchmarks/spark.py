"""How Spark scales on this machine: one row for each number of cores.

    python -m benchmarks.spark [--cores 1 2] [--documents 4000] [FILE_OR_FOLDER ...]

A local session reads the documents twice and the second time counts, so that the tables are open. Beside the
wall clock the table gives what each document costs in processor time, which other work on the machine disturbs
less: in the Python workers, and in the JVM that carries the batches. Needs the extra `spark`, Java, and Linux.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow
from pyspark.sql import DataFrame, SparkSession

from zhextract.files import read_inputs
from zhextract.integrations.spark import extract

EXAMPLE = Path(__file__).parents[1] / "examples" / "notice.txt"
PARTITIONS = 16  # a core


def start(cores: int) -> SparkSession:
    """Start a local session with that many cores."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.pyspark.python": sys.executable,
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master(f"local[{cores},4]").appName("benchmark")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def look(_: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Give the worker's process, the processor seconds it has used, and its largest resident size in MiB."""
    from resource import RUSAGE_SELF, getrusage

    time.sleep(1)  # so that every worker gets a turn
    used = getrusage(RUSAGE_SELF)
    row = {"pid": os.getpid(), "seconds": used.ru_utime + used.ru_stime, "resident": used.ru_maxrss / 1024}
    yield pyarrow.RecordBatch.from_pylist([row])


def workers(spark: SparkSession, cores: int) -> dict[int, tuple[float, float]]:
    """What each Python worker has used so far."""
    rows = (
        spark.range(cores, numPartitions=cores).mapInArrow(look, "pid long, seconds double, resident double").collect()
    )
    return {row["pid"]: (row["seconds"], row["resident"]) for row in rows}


def java_seconds() -> float:
    """Processor seconds of the JVM that this process started."""
    ticks = os.sysconf("SC_CLK_TCK")
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (entry / "comm").read_text().strip() == "java":
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid():  # the parent
                return (int(fields[11]) + int(fields[12])) / ticks
    return 0.0


def read(frame: DataFrame) -> int:
    """Read every document and count the facts."""
    return extract(frame).selectExpr("sum(size(facts))").collect()[0][0]


def measure(cores: int, texts: list[str], documents: int) -> str:
    """Read the documents with so many cores and write a row."""
    spark = start(cores)
    try:
        rows = [(str(number), texts[number % len(texts)]) for number in range(documents)]
        frame = spark.createDataFrame(rows, "id string, text string").repartition(PARTITIONS * cores).cache()
        frame.count()
        read(frame)
        before, java, began = workers(spark, cores), java_seconds(), time.perf_counter()
        facts = read(frame)
        wall = time.perf_counter() - began
        java = java_seconds() - java
        after = workers(spark, cores)
    finally:
        spark.stop()
    python = sum(seconds - before.get(pid, (0.0, 0.0))[0] for pid, (seconds, _) in after.items())
    return (
        f"{cores:5d} {documents / wall:11.0f} {facts / wall:9.0f} {wall / PARTITIONS:14.2f} "
        f"{1e3 * python / documents:12.2f} {1e3 * java / documents:9.2f} {max(size for _, size in after.values()):13.0f}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[EXAMPLE])
    parser.add_argument("--cores", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--documents", type=int, default=4000)
    options = parser.parse_args()
    texts = [item.text for item in read_inputs(options.paths)]
    print(f"{len(texts)} texts of {sum(map(len, texts)) / len(texts):.0f} characters, {options.documents} documents")
    print("cores documents/s   facts/s seconds a task  Python ms/doc JVM ms/doc MiB per worker")
    for cores in options.cores:
        print(measure(cores, texts, options.documents), flush=True)


if __name__ == "__main__":
    main()
