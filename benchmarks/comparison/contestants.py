"""Who is compared, how each is called, and how many leads each gets.

A contestant that takes long gets fewer leads; its time per lead is what the table shows. A rival is
called as rivals/rival.py says.
"""

import dataclasses
import pathlib

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent
AS_OF = '2026-02-01T00:00:00Z'
RULES = (10, 50, 250, 1000, 10_000)
RIVAL_RULES = (50, 250)
# What `leadscore run --engine` is measured with, from start to end.
ENGINES = ('batch', 'jit', 'auto')
ENGINE_RULES = (10, 250, 10_000)


@dataclasses.dataclass(frozen=True)
class Contestant:
    name: str
    title: str
    command: tuple[str, ...]
    modes: tuple[str, ...]        # memory, jsonl, csv
    leads: int                    # of the full run; the short one has a tenth
    rules: tuple[int, ...] = RIVAL_RULES
    note: str = ''


def rival(file: str, title: str, modes: tuple[str, ...], leads: int, note: str = '') -> Contestant:
    path = BENCHMARKS / 'rivals' / file
    runner = {'.py': 'python3', '.mjs': 'node', '.lua': 'luajit'}[path.suffix]
    return Contestant(path.stem, title, (runner, str(path)), modes, leads, note=note)


BOTH = ('memory', 'jsonl')

RIVALS = (
    rival('duckdb.py', 'DuckDB', ('memory', 'jsonl', 'csv'), 400_000,
          'npm @duckdb/node-bindings-linux-x64, one thread'),
    rival('clickhouse.py', 'ClickHouse 18.16', ('memory',), 50_000, 'one thread; reads no nested JSON'),
    rival('javascript.mjs', 'JavaScript on V8, generated', BOTH, 300_000),
    rival('luajit.lua', 'LuaJIT, generated', BOTH, 30_000, 'its interpreter, which is faster here'),
    rival('sqlite.py', 'SQLite', BOTH, 20_000, 'JSON is parsed by Python'),
    rival('postgres.py', 'PostgreSQL', ('memory',), 20_000, 'one process'),
    rival('python.py', 'Python, generated', BOTH, 20_000),
    rival('cel.mjs', 'CEL: @marcbachmann/cel-js', BOTH, 10_000),
    rival('json_logic.mjs', 'json-logic-js', BOTH, 5_000),
    rival('zen.mjs', 'GoRules zen-engine', BOTH, 4_000, 'one decision table'),
    rival('json_rules_engine.mjs', 'json-rules-engine', BOTH, 1_500),
    rival('jq.py', 'jq', ('jsonl',), 2_000),
)


def limit(build: pathlib.Path) -> Contestant:
    return Contestant('table_form', 'table form, written by hand',
                      (str(build / 'benchmarks/table_form'),), BOTH, 1_000_000, RULES,
                      'the limit: one shape of lead, nothing checked')


def ours(build: pathlib.Path, more: tuple[str, ...] = ()) -> Contestant:
    return Contestant('leadscore', 'leadscore run', (str(build / 'leadscore'), 'run', *more),
                      ('jsonl', 'csv'), 1_000_000, RULES, 'whole process, one thread')
