#!/usr/bin/env python3
"""ClickHouse 18.16 of Debian: a server of its own in a temporary folder, one thread, tables in memory.
It reads no nested JSON, so there is only the mode memory."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

import rival
import sql

CONFIG = """<yandex>
  <logger><level>warning</level><log>{0}/log</log><errorlog>{0}/errors</errorlog></logger>
  <http_port>{1}</http_port><tcp_port>{2}</tcp_port><listen_host>127.0.0.1</listen_host>
  <path>{0}/data/</path><tmp_path>{0}/tmp/</tmp_path>
  <users_config>{0}/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database>
  <mark_cache_size>100000000</mark_cache_size>
</yandex>
"""
USERS = """<yandex>
  <profiles><default><max_threads>1</max_threads><max_query_size>100000000</max_query_size>
    <max_ast_depth>100000</max_ast_depth><max_ast_elements>10000000</max_ast_elements>
    <max_expanded_ast_elements>10000000</max_expanded_ast_elements><join_use_nulls>1</join_use_nulls>
  </default></profiles>
  <users><default><password></password><networks><ip>127.0.0.1</ip></networks>
    <profile>default</profile><quota>default</quota></default></users>
  <quotas><default/></quotas>
</yandex>
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def server():
    """A running server: its process and a function that asks it a query."""
    program = shutil.which('clickhouse-server') or '/usr/sbin/clickhouse-server'
    if not os.path.exists(program):
        raise SystemExit('there is no clickhouse-server')
    folder = tempfile.mkdtemp(prefix='leadscore-clickhouse-')
    port = free_port()
    for name, text in (('config.xml', CONFIG.format(folder, port, free_port())),
                       ('users.xml', USERS)):
        with open(f'{folder}/{name}', 'w', encoding='utf-8') as file:
            file.write(text)

    def ask(query: str, data: bytes = b'') -> str:
        body = query.encode() + b'\n' + data
        with urllib.request.urlopen(f'http://127.0.0.1:{port}/', body, timeout=600) as answer:
            return answer.read().decode()

    with open(f'{folder}/output', 'w', encoding='utf-8') as output:
        process = subprocess.Popen([program, f'--config-file={folder}/config.xml'], stdout=output,
                                   stderr=output, cwd=folder)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                ask('SELECT 1')
                break
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            raise SystemExit('clickhouse-server does not answer')
        if process.poll() is not None:
            with open(f'{folder}/output', encoding='utf-8', errors='replace') as output:
                raise SystemExit('clickhouse-server has stopped: ' + output.read()[-300:])
        yield process, ask
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def load(ask, rules: dict, path: str) -> None:
    fields = rules['texts'] + rules['numbers']
    columns = ', '.join([f'{name} Nullable(String)' for name in rules['texts']] +
                        [f'{name} Nullable(Int64)' for name in rules['numbers']])
    ask(f'CREATE TABLE leads (lead UInt32, {columns}) ENGINE = Memory')
    ask('CREATE TABLE events (lead UInt32, kind String, subject String, moment String) '
        'ENGINE = Memory')
    leads, events = [], []
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file):
            lead = json.loads(line)
            values = ('\\N' if lead.get(f) is None else str(lead[f]) for f in fields)
            leads.append('\t'.join([str(number), *values]))
            for event in lead['events']:
                events.append(f'{number}\t{event["type"]}\t{event["subject"]}\t{event["at"]}')
    ask('INSERT INTO leads FORMAT TabSeparated', '\n'.join(leads).encode())
    ask('INSERT INTO events FORMAT TabSeparated', '\n'.join(events).encode())


def query_of(rules: dict) -> str:
    """Of this version: a join is ANY LEFT JOIN ... USING, and a name of the left side stands alone."""
    score = sql.Score(rules, sql.CLICKHOUSE)
    if not score.counts:
        return f'SELECT lead, {score.sum} AS score FROM leads'
    return (f'SELECT lead, {score.sum} AS score FROM leads ANY LEFT JOIN '
            f'(SELECT lead, {score.counts} FROM events GROUP BY lead) USING lead')


def memory(rules: dict, path: str):
    with server() as (process, ask):
        load(ask, rules, path)
        watch = rival.Watch(process.pid)
        answer = ask(query_of(rules) + ' FORMAT TabSeparated')
        seconds = watch.seconds()
    rows = sorted(tuple(map(int, line.split('\t'))) for line in answer.splitlines())
    return [score for _, score in rows], seconds


if __name__ == '__main__':
    rival.main({'memory': memory})
