#!/usr/bin/env python3
"""How fast the SQL of a tree is on DuckDB and Spark, beside `batch`, on rows of which no two need be alike.

    python3 -m venv target/engines && target/engines/bin/pip install duckdb pyspark
    cargo build --release
    target/engines/bin/python benches/sql.py target/release/beslisboom --rows 1000000

Seconds on the clock, with two threads each. Reading the list is not in those of the engines: their rows stand in a
table already. `--only duckdb,spark,batch` leaves engines out; `--blank 0.3` leaves three in ten cells empty.
"""

import argparse
import json
import os
import random
import subprocess
import tempfile
import time


def generate(path, program, tree, rows, blank):
    dice = random.Random(4)
    told = json.loads(subprocess.run([program, "export", "json", tree], capture_output=True, check=True).stdout)

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


def spark(program, tree, path):
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "2g")
    session = session.config("spark.driver.bindAddress", "127.0.0.1")
    # All layers in one method are more than Java takes: Spark would find that out by itself, and say so at length.
    session = session.config("spark.sql.codegen.wholeStage", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.read.csv(path, header=True).cache().createOrReplaceTempView("projects")
    session.sql("SELECT count(*) FROM projects").collect()
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
        generate(path, args.program, args.tree, args.rows, args.blank)
        for name in args.only.split(","):
            took = {"batch": batch, "duckdb": duckdb, "spark": spark}[name](args.program, args.tree, path)
            print(f"{name}: {took:.1f} s, {took / args.rows * 1e6:.0f} millionths of a second a row", flush=True)


main()
