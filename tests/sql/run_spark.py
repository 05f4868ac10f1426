"""Runs every query of a folder in Spark: NAME.csv is the table, NAME.spark.sql the query."""
import csv
import pathlib
import sys

from pyspark.sql import SparkSession

folder = pathlib.Path(sys.argv[1])
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
for query in sorted(folder.glob("*.spark.sql")):
    name = query.name.split(".")[0]
    with open(folder / f"{name}.csv", newline="", encoding="utf-8") as source:
        rows = csv.reader(source)
        head = next(rows)
        rows = [[None if cell == "NULL" else cell for cell in row] for row in rows]
    table = spark.createDataFrame(rows, ", ".join(f"`{column}` string" for column in head))
    table.createOrReplaceTempView("projects")
    answered = spark.sql(query.read_text())
    with open(folder / f"{name}.spark.out", "w", newline="", encoding="utf-8") as target:
        out = csv.writer(target, lineterminator="\n")
        out.writerow(answered.columns)
        for row in sorted(answered.collect(), key=lambda row: int(row["id"])):
            out.writerow(["" if cell is None else str(cell).lower() if isinstance(cell, bool) else cell for cell in row])
