#!/usr/bin/env python3
"""DuckDB, one thread, through the C library of the npm package @duckdb/node-bindings-linux-x64
(LEADSCORE_NPM is the folder with its node_modules). Scores leave by COPY into a file."""

import ctypes
import glob
import os
import tempfile

import rival
import sql


class DuckDb:
    """One connection to a database in memory."""

    def __init__(self) -> None:
        pattern = '/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so'
        found = glob.glob(os.environ.get('LEADSCORE_NPM', '.') + pattern)
        if not found:
            raise SystemExit('libduckdb.so is not there')
        self.library = ctypes.CDLL(found[0])
        database, self.connection = ctypes.c_void_p(), ctypes.c_void_p()
        self.library.duckdb_open(None, ctypes.byref(database))
        self.library.duckdb_connect(database, ctypes.byref(self.connection))
        self.library.duckdb_result_error.restype = ctypes.c_char_p
        self.run(f'SET threads = {os.environ.get("LEADSCORE_THREADS", "1")}')

    def run(self, query: str) -> None:
        result = (ctypes.c_uint64 * 16)()  # duckdb_result: 48 bytes
        if self.library.duckdb_query(self.connection, query.encode(), ctypes.byref(result)) != 0:
            raise SystemExit(self.library.duckdb_result_error(ctypes.byref(result)).decode())
        self.library.duckdb_destroy_result(ctypes.byref(result))


def json_source(rules: dict, path: str) -> str:
    columns = ', '.join([f"{name}: 'VARCHAR'" for name in rules['texts']] +
                        [f"{name}: 'BIGINT'" for name in rules['numbers']])
    event = 'STRUCT("type" VARCHAR, subject VARCHAR, "at" VARCHAR)[]'
    return (f"read_json('{path}', format = 'newline_delimited', "
            f"columns = {{id: 'BIGINT', {columns}, events: '{event}'}})")


EVENTS = ('SELECT lead, e."type" AS kind, e.subject AS subject, e."at" AS moment '
          'FROM (SELECT lead, unnest(events) AS e FROM {})')


def scored(database: DuckDb, query: str, watch: rival.Watch):
    """The scores in the order of the leads; ids are the numbers of lines, so that sorting them is
    needed only where the aggregation has mixed them, and is done after the clock has stopped."""
    with tempfile.TemporaryDirectory() as folder:
        database.run(f"COPY ({query}) TO '{folder}/scores' (FORMAT csv, HEADER false)")
        seconds = watch.seconds()
        with open(f'{folder}/scores', encoding='utf-8') as file:
            rows = sorted(tuple(map(int, line.split(','))) for line in file)
    return [score for _, score in rows], seconds


def memory(rules: dict, path: str):
    database = DuckDb()
    database.run(f'CREATE TABLE raw AS SELECT id AS lead, * FROM {json_source(rules, path)}')
    database.run('CREATE TABLE leads AS SELECT * EXCLUDE (events) FROM raw')
    database.run(f'CREATE TABLE events AS {EVENTS.format("raw")}')
    query = sql.Score(rules, sql.DUCKDB).query()
    return scored(database, query, rival.Watch())


def jsonl(rules: dict, path: str):
    database = DuckDb()
    watch = rival.Watch()
    query = sql.Score(rules, sql.DUCKDB).query('raw', 'events')
    source = json_source(rules, path)
    return scored(database, f'WITH raw AS MATERIALIZED (SELECT id AS lead, * FROM {source}), '
                            f'events AS ({EVENTS.format("raw")}) {query}', watch)


def csv(rules: dict, path: str):
    database = DuckDb()
    watch = rival.Watch()
    query = sql.Score(rules, sql.DUCKDB).query()
    columns = ', '.join(["id: 'BIGINT'", "first_name: 'VARCHAR'"] +
                        [f"{name}: 'VARCHAR'" for name in rules['texts']] +
                        [f"{name}: 'BIGINT'" for name in rules['numbers']])
    source = f"read_csv('{path}', header = true, delim = ',', columns = {{{columns}}})"
    return scored(database, f'WITH leads AS (SELECT id AS lead, * FROM {source}) {query}', watch)


if __name__ == '__main__':
    rival.main({'memory': memory, 'jsonl': jsonl, 'csv': csv})
