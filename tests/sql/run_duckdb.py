"""Runs every query of a folder in DuckDB: NAME.csv is the table, NAME.duckdb.sql the query."""
import pathlib
import sys

import duckdb

folder = pathlib.Path(sys.argv[1])
for query in sorted(folder.glob("*.duckdb.sql")):
    name = query.name.split(".")[0]
    base = duckdb.connect()
    base.execute(f"CREATE TABLE projects AS FROM read_csv('{folder}/{name}.csv', all_varchar=true, nullstr='NULL')")
    text = query.read_text().rstrip()
    base.execute(f"COPY (SELECT * FROM ({text}\n) ORDER BY id::int) TO '{folder}/{name}.duckdb.out' (HEADER, NULLSTR '')")
