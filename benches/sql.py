#!/usr/bin/env python3
"""How fast the SQL of a tree is on DuckDB and Spark, beside `batch`, on rows of which no two need be alike.

    python3 -m venv target/engines && target/engines/bin/pip install duckdb pyspark
    cargo build --release
    target/engines/bin/python benches/sql.py target/release/beslisboom --rows 1000000

Seconds on the clock, with two threads each. Reading the list is not in those of the engines: their rows stand in a
table already. `--only duckdb,spark,batch` leaves engines out; `--blank 0.3` leaves three in ten cells empty.

Spark makes its own rows, of the same kind, and keeps them on disk, so that it takes as many as the disk does:

    target/engines/bin/python benches/sql.py target/release/beslisboom --only spark --rows 10000000
"""

import argparse
import json
import os
import random
import subprocess
import tempfile
import time


def told_of(program, tree):
    return json.loads(subprocess.run([program, "export", "json", tree], capture_output=True, check=True).stdout)


def generate(path, program, tree, rows, blank):
    dice = random.Random(4)
    told = told_of(program, tree)

    def cell(question):
        answers = [answer["id"] for answer in question["answers"]]
        if dice.random() < blank:
            return ""
        if question["kind"] != "multiple":
            return dice.choice(answers)
        several = [answer["id"] for answer in question["answers"] if not answer["alone"]]
        return ";".join(answer for answer in several if dice.random() < 0.4) or several[0]

    with open(path, "w", encoding="utf-8") as out:
        out.write("id," + ",".join(question["id"] for question in told["questions"]) + "\n")
        for row in range(rows):
            out.write(f"{row}," + ",".join(cell(question) for question in told["questions"]) + "\n")


def sql(program, tree, dialect):
    return subprocess.run([program, "export", "sql", tree, "--dialect", dialect], capture_output=True, check=True, text=True).stdout


def duckdb(program, tree, path):
    import duckdb as engine

    base = engine.connect()
    base.execute("SET threads = 2")
    base.execute(f"CREATE TABLE projects AS FROM read_csv('{path}', all_varchar = true)")
    begun = time.perf_counter()
    base.execute(f"CREATE TABLE answered AS {sql(program, tree, 'duckdb')}")
    return time.perf_counter() - begun


def cell_of(question, seed, blank):
    """As in `generate`, in the words of Spark."""
    answers = [answer["id"] for answer in question["answers"]]
    several = [answer["id"] for answer in question["answers"] if not answer["alone"]]
    quoted = lambda ids: ", ".join(f"'{it}'" for it in ids)
    if question["kind"] != "multiple":
        value = f"element_at(array({quoted(answers)}), 1 + CAST(rand({seed}) * {len(answers)} AS INT))"
    else:
        chosen = ", ".join(f"IF(rand({seed + 1 + at}) < 0.4, '{it}', NULL)" for at, it in enumerate(several))
        value = f"coalesce(NULLIF(concat_ws(';', {chosen}), ''), '{several[0]}')"
    return f"IF(rand({seed + 99}) < {blank}, '', {value}) AS `{question['id']}`"


def spark(program, tree, folder, rows, blank):
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "2g")
    session = session.config("spark.driver.bindAddress", "127.0.0.1").config("spark.local.dir", folder)
    # Many small parts, so that both threads have work until the end.
    session = session.config("spark.sql.files.maxPartitionBytes", "8m")
    # All layers in one method are more than Java takes: Spark would find that out by itself, and say so at length.
    session = session.config("spark.sql.codegen.wholeStage", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    # Written part by part, and read so again: nothing of it has to be in memory.
    cells = [cell_of(question, 1000 * at, blank) for at, question in enumerate(told_of(program, tree)["questions"])]
    made = session.range(0, rows, 1, max(2, rows // 250_000)).selectExpr("id", *cells)
    path = os.path.join(folder, "projects.parquet")
    made.write.parquet(path)
    session.read.parquet(path).createOrReplaceTempView("projects")
    begun = time.perf_counter()
    # Every column is worked out, and nothing is kept.
    session.sql(sql(program, tree, "spark")).write.format("noop").mode("overwrite").save()
    return time.perf_counter() - begun


def batch(program, tree, path):
    begun = time.perf_counter()
    columns = "verdict,rung,outcome,possible_rungs,open_questions,decided_by,status"
    run = [program, "batch", tree, path, "--columns", columns]
    subprocess.run(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main():
    args = argparse.ArgumentParser()
    args.add_argument("program")
    args.add_argument("--tree", default="schiedam")
    args.add_argument("--rows", type=int, default=200_000)
    args.add_argument("--blank", type=float, default=0.3)
    args.add_argument("--only", default="batch,duckdb,spark")
    args = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "list.csv")
        engines = args.only.split(",")
        if engines != ["spark"]:
            generate(path, args.program, args.tree, args.rows, args.blank)
        for name in engines:
            if name == "spark":
                took = spark(args.program, args.tree, folder, args.rows, args.blank)
            else:
                took = {"batch": batch, "duckdb": duckdb}[name](args.program, args.tree, path)
            print(f"{name}: {took:.1f} s, {took / args.rows * 1e6:.0f} millionths of a second a row", flush=True)


main()
