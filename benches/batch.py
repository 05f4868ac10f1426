#!/usr/bin/env python3
"""How fast `batch` is, beside DuckDB and Polars, and beside copying the bytes.

    python3 -m venv target/bench && target/bench/bin/pip install duckdb polars
    cargo build --release
    target/bench/bin/python benches/batch.py target/release/beslisboom

All in one run on the same generated file; the answers are compared first. Times are medians; only their
ratios mean anything on another machine. `--rows` and `--runs` change the sizes; `--large` adds ten million.
"""

import argparse
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

ANSWERS = {
    "keuze": ["niets", "deels", "veel"],
    "toezegging": ["niets", "luisteren", "afwijken", "overnemen"],
    "impact": ["weinig", "veel"],
    "steun": ["ja", "nee"],
    "agenda": ["gemeente", "samen", "inwoners"],
    "mandaat": ["ja-hoor", "nog-niet"],
    "groep": ["genoeg", "nog-niet"],
    "fase": ["ontwerp", "uitvoering"],
}
HERE = os.path.dirname(os.path.abspath(__file__))
# The tree in SQL: the rung alone, for complete rows. 1 to 5 from low to high, empty where it clashes.
FLOOR = "greatest(CASE WHEN impact = 'veel' THEN 2 ELSE 1 END, CASE WHEN steun = 'nee' THEN 3 ELSE 1 END)"
CEILING = """least(CASE keuze WHEN 'deels' THEN 3 ELSE 5 END,
  CASE toezegging WHEN 'luisteren' THEN 2 WHEN 'afwijken' THEN 3 WHEN 'overnemen' THEN 4 ELSE 5 END,
  CASE agenda WHEN 'inwoners' THEN 5 ELSE 4 END,
  CASE mandaat WHEN 'nog-niet' THEN 3 ELSE 5 END, CASE groep WHEN 'nog-niet' THEN 3 ELSE 5 END)"""
RUNG = f"""CASE WHEN keuze = 'niets' OR toezegging = 'niets' THEN 'informeren'
  WHEN {FLOOR} > {CEILING} THEN ''
  ELSE CASE {CEILING} WHEN 1 THEN 'informeren' WHEN 2 THEN 'raadplegen' WHEN 3 THEN 'adviseren'
    WHEN 4 THEN 'coproduceren' ELSE 'meebeslissen' END END"""


def generate(path, rows, blank=0.0, names=True):
    """A list of projects; quotes in 1 % of the names."""
    dice = random.Random(4)
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("id,naam," + ",".join(ANSWERS) + "\n")
        lines = []
        for row in range(rows):
            name = f"Herinrichting straat {dice.randrange(10**6):06}"
            if dice.random() < 0.01:
                name = f'"Plein ""De Hoek"", {name}"'
            cells = ["" if dice.random() < blank else dice.choice(them) for them in ANSWERS.values()]
            lines.append(f"{row},{name},{','.join(cells)}\n")
            if len(lines) == 10000:
                out.writelines(lines)
                lines.clear()
        out.writelines(lines)


def worst(path, program, rows):
    """Rows of which no two are alike, three in ten cells blank, for the shipped tree with most to say."""
    dice = random.Random(4)
    tree = json.loads(subprocess.run([program, "export", "json", "schiedam"], capture_output=True, check=True).stdout)
    seen = set()

    def cell(question):
        answers = [answer["id"] for answer in question["answers"] if not answer.get("alone")]
        if dice.random() < 0.3:
            return ""
        if question["kind"] != "multiple":
            return dice.choice([answer["id"] for answer in question["answers"]])
        return ";".join(answer for answer in answers if dice.random() < 0.4) or answers[0]

    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("id," + ",".join(question["id"] for question in tree["questions"]) + "\n")
        while len(seen) < rows:
            row = ",".join(cell(question) for question in tree["questions"])
            if row not in seen:
                seen.add(row)
                out.write(f"{len(seen)},{row}\n")


def child(argv, target=os.devnull):
    """Seconds of one run, and seconds of processor."""
    with open(target, "wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(argv, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(argv)}")
    return seconds, used.ru_utime + used.ru_stime


# From a small process of its own: a child is charged with the memory of the one that started it.
PEAK = """import os, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
import resource; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"""


def peak(argv):
    """Peak memory of a run, in MB."""
    return int(subprocess.run([sys.executable, "-S", "-c", PEAK, *argv], capture_output=True, check=True).stdout)


def beslisboom(program, source, *more):
    # To standard output: the others do not wait for the disk either.
    return [program, "batch", os.path.join(HERE, "boom.yaml"), source, "--headers", "ids", *more]


DUCKDB = "import duckdb, sys; duckdb.sql(f\"COPY (SELECT *, {sys.argv[3]} AS rung FROM read_csv('{sys.argv[1]}', all_varchar=true)) TO '{sys.argv[2]}' (HEADER)\")"
POLARS = "import polars as pl, sys; pl.scan_csv(sys.argv[1], infer_schema=False).with_columns(pl.sql_expr(sys.argv[3]).alias('rung')).sink_csv(sys.argv[2])"


def copy(source, target, like):
    """Reading, finding every delimiter, and writing as many bytes as the answered list has, on one thread."""
    return [COPY, source, target, str(os.path.getsize(like))]


COPY = ""


def build_copy(folder):
    global COPY
    COPY = os.path.join(folder, "copy")
    subprocess.run(["rustc", "--edition", "2024", "-O", os.path.join(HERE, "copy.rs"), "-o", COPY], check=True)


def rungs(path):
    with open(path, encoding="utf-8", newline="") as source:
        return [row["rung"] for row in csv.DictReader(source)]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("program")
    args.add_argument("--rows", type=int, default=1_000_000)
    args.add_argument("--runs", type=int, default=5)
    args.add_argument("--large", action="store_true")
    args = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)
        generate(at("list.csv"), args.rows)
        generate(at("blank.csv"), args.rows, blank=0.2)
        build_copy(folder)
        python = sys.executable
        runs = {
            "ours": (beslisboom(args.program, at("list.csv")), at("ours.csv")),
            "ours on one thread": (beslisboom(args.program, at("list.csv"), "--threads", "1"), at("one.csv")),
            "ours, a fifth blank": (beslisboom(args.program, at("blank.csv")), at("blank-out.csv")),
            "DuckDB": ([python, "-c", DUCKDB, at("list.csv"), at("duckdb.csv"), RUNG], os.devnull),
            "Polars": ([python, "-c", POLARS, at("list.csv"), at("polars.csv"), RUNG], os.devnull),
        }
        child(*runs["ours"])
        for name, target in [("DuckDB", "duckdb.csv"), ("Polars", "polars.csv")]:
            child(*runs[name])
            if rungs(at("ours.csv")) != rungs(at(target)):
                sys.exit(f"{name} answers something else")
        print(f"{args.rows} rows: all answers equal")
        runs["copying"] = (copy(at("list.csv"), at("copy.csv"), at("ours.csv")), os.devnull)
        # What a Python program costs before it does anything is not held against it.
        runs["start DuckDB"] = ([python, "-c", "import duckdb"], os.devnull)
        runs["start Polars"] = ([python, "-c", "import polars"], os.devnull)
        times = {name: [] for name in runs}
        for _ in range(args.runs):
            for name, run in runs.items():
                times[name].append(child(*run))
        wall, cpu = ({name: statistics.median(it[at] for it in them) for name, them in times.items()} for at in (0, 1))
        for name in runs:
            if not name.startswith("start") and name != "ours":
                less = [them.get(f"start {name}", 0) for them in (wall, cpu)]
                print(f"{name}: {(wall[name] - less[0]) / wall['ours']:.2f} times our time, "
                      f"{(cpu[name] - less[1]) / cpu['ours']:.2f} times our processor time")
        print(f"peak memory: {peak(runs['ours'][0])} MB; a fifth blank {peak(runs['ours, a fifth blank'][0])} MB")
        hard = args.rows // 5
        worst(at("worst.csv"), args.program, hard)
        runs["worst"] = ([args.program, "batch", "schiedam", at("worst.csv")], os.devnull)
        seconds = statistics.median(child(*runs["worst"])[0] for _ in range(3))
        print(f"{hard} rows that all differ, Schiedam tree: {seconds / hard / (wall['ours'] / args.rows):.0f} times "
              f"our time per row; {peak(runs['worst'][0])} MB")
        print("seconds:", {name: round(seconds, 3) for name, seconds in wall.items()}, "load:", os.getloadavg()[0])
        if args.large:
            generate(at("list.csv"), 10_000_000)
            print(f"peak memory at 10,000,000 rows: {peak(runs['ours'][0])} MB")
            generate(at("list.csv"), 1_000_000)
            to_sheet = beslisboom(args.program, at("list.csv"), "--out", at("list.xlsx"))
            print(f"peak memory at 1,000,000 rows: to a spreadsheet {peak(to_sheet)} MB, "
                  f"from one {peak(beslisboom(args.program, at('list.xlsx')))} MB")


main()
