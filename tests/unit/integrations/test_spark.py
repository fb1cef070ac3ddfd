"""Spark, for real: a local session, and a master with two workers of which one is killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark")

from pyspark.sql import SparkSession

from zhextract.integrations.spark import extract

pytestmark = pytest.mark.filterwarnings("ignore")

TEXT = "2024年，湖北、湖南罚没金额较上年分别上升12.5%、9.8%。第{}批罚款{}万元。"
HOME = Path(pyspark.__file__).parent


def session(master):
    builder = SparkSession.builder.master(master).appName("zhextract tests")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.executor.memory": "512m",
        "spark.task.maxFailures": "4",
        "spark.pyspark.python": sys.executable,
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(sys.path),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def frame(spark, rows, partitions):
    data = [(str(n), TEXT.format(n, n + 1)) for n in range(rows)]
    return spark.createDataFrame(data, "id string, text string").repartition(partitions)


def test_local_session_and_an_error_column(tmp_path):
    spark = session("local[2,4]")
    try:
        rows = [("a", TEXT.format(1, 2), "2025-01-01"), ("b", None, None), ("c", TEXT.format(3, 4), "no day")]
        out = extract(spark.createDataFrame(rows, "id string, text string, date string"))
        found = {row["id"]: row for row in out.collect()}
        assert found["a"]["facts"][0]["subjects"][0]["code"] == "420000"
        assert found["a"]["error"] is None
        assert found["b"]["error"].startswith("InputTypeError")
        assert found["c"]["error"] is None
        assert found["c"]["warnings"][0]["kind"] == "ignored"
        facts = out.selectExpr("id as document", "inline(facts)")
        facts.write.parquet(str(tmp_path / "facts"))
        assert facts.filter("kind = 'growth'").count() == 4
    finally:
        spark.stop()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def spark_class(tmp_path, *arguments):
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(tmp_path / "work")}
    with (tmp_path / f"{arguments[0].rsplit('.', 1)[-1]}.log").open("a") as log:
        return subprocess.Popen(
            [str(HOME / "bin" / "spark-class"), *arguments],
            stdout=log,
            stderr=log,
            env=environment,
            start_new_session=True,
        )


@pytest.mark.skipif("ZHEXTRACT_CLUSTER_TESTS" not in os.environ, reason="takes a minute: set ZHEXTRACT_CLUSTER_TESTS=1")
def test_a_killed_worker_loses_and_doubles_nothing(tmp_path):
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    name = "org.apache.spark.deploy"
    processes = [
        spark_class(tmp_path, f"{name}.master.Master", "-h", "127.0.0.1", "-p", str(port), "--webui-port", "0")
    ]
    time.sleep(5)
    worker = [f"{name}.worker.Worker", "-c", "1", "-m", "1g", "-h", "127.0.0.1", "--webui-port", "0", master]
    processes += [spark_class(tmp_path, *worker) for _ in range(2)]
    spark = session(master)
    try:
        rows = 6000
        out = extract(frame(spark, rows, 60)).selectExpr("id", "error", "size(facts) as facts")
        out.write.mode("overwrite").parquet(str(tmp_path / "warm"))  # both executors are up
        killer = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import os, time; time.sleep(3); os.killpg({processes[2].pid}, {int(signal.SIGKILL)})",
            ]
        )
        out.write.mode("overwrite").parquet(str(tmp_path / "out"))
        killer.wait()
        found = spark.read.parquet(str(tmp_path / "out")).collect()
        assert sorted(int(row["id"]) for row in found) == list(range(rows))
        assert all(row["error"] is None and row["facts"] >= 3 for row in found)
    finally:
        spark.stop()
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
