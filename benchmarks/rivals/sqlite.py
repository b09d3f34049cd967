#!/usr/bin/env python3
"""SQLite, the library of Python, in memory."""

import json
import sqlite3

import rival
import sql


def open_database(rules: dict) -> sqlite3.Connection:
    database = sqlite3.connect(':memory:')
    columns = ', '.join([f'{name} TEXT' for name in rules['texts']] +
                        [f'{name} INTEGER' for name in rules['numbers']])
    database.execute(f'CREATE TABLE leads (lead INTEGER PRIMARY KEY, {columns})')
    database.execute('CREATE TABLE events (lead INTEGER, kind TEXT, subject TEXT, moment TEXT)')
    return database


def fill(database: sqlite3.Connection, rules: dict, path: str) -> None:
    """Python parses: json_extract of SQLite would take longer."""
    fields = rules['texts'] + rules['numbers']
    places = ', '.join('?' * (len(fields) + 1))
    with open(path, encoding='utf-8') as file:
        leads = [json.loads(line) for line in file]
    database.executemany(f'INSERT INTO leads VALUES ({places})',
                         ([number, *map(lead.get, fields)] for number, lead in enumerate(leads)))
    database.executemany('INSERT INTO events VALUES (?, ?, ?, ?)',
                         ((number, event['type'], event['subject'], event['at'])
                          for number, lead in enumerate(leads) for event in lead['events']))


def scored(database: sqlite3.Connection, rules: dict) -> list:
    # Rows of one lead stand together, so that grouping by an index needs no sorting.
    query = sql.Score(rules, sql.SQLITE).query() + ' ORDER BY l.lead'
    return [score for _, score in database.execute(query)]


def memory(rules: dict, path: str):
    database = open_database(rules)
    fill(database, rules, path)
    database.execute('CREATE INDEX by_lead ON events (lead, kind, subject, moment)')
    watch = rival.Watch()
    scores = scored(database, rules)
    return scores, watch.seconds()


def jsonl(rules: dict, path: str):
    watch = rival.Watch()
    database = open_database(rules)
    fill(database, rules, path)
    scores = scored(database, rules)
    return scores, watch.seconds()


if __name__ == '__main__':
    rival.main({'memory': memory, 'jsonl': jsonl})
