#!/usr/bin/env python3
"""PostgreSQL 15: a server of its own in a temporary folder, through psql. One process scores:
no parallel workers; and no JIT of expressions, which takes longer than it gains here."""

import contextlib
import glob
import json
import os
import pwd
import shutil
import subprocess
import tempfile

import rival
import sql


def programs() -> str:
    found = sorted(glob.glob('/usr/lib/postgresql/*/bin/initdb'))
    if not found:
        raise SystemExit('there is no PostgreSQL server')
    return os.path.dirname(found[-1])


def as_user() -> dict:
    """The server refuses to be run by root."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam('postgres')
    return {'user': user.pw_uid, 'group': user.pw_gid, 'extra_groups': []}


@contextlib.contextmanager
def server():
    """A running server; gives the folder of its socket."""
    folder = tempfile.mkdtemp(prefix='leadscore-pg-', dir='/tmp')
    if os.getuid() == 0:
        os.chown(folder, as_user()['user'], as_user()['group'])
    quiet = {'stdout': subprocess.DEVNULL, 'check': True, 'cwd': '/', **as_user()}
    try:
        subprocess.run([f'{programs()}/initdb', '-D', f'{folder}/data', '-A', 'trust', '-E', 'UTF8',
                        '--locale=C.UTF-8'], **quiet)
        options = (f"-k {folder} -c listen_addresses='' -c max_parallel_workers_per_gather=0 "
                   "-c fsync=off -c shared_buffers=1GB -c work_mem=1GB -c max_wal_size=8GB")
        subprocess.run([f'{programs()}/pg_ctl', '-D', f'{folder}/data', '-w', '-l', f'{folder}/log',
                        '-o', options, 'start'], **quiet)
        try:
            yield folder
        finally:
            subprocess.run([f'{programs()}/pg_ctl', '-D', f'{folder}/data', '-m', 'immediate',
                            'stop'], **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Session:
    """One psql, whose backend's processor time is read."""

    def __init__(self, folder: str) -> None:
        self.psql = subprocess.Popen(
            ['psql', '-h', folder, '-U', 'postgres', '-d', 'postgres', '-q', '-A', '-t',
             '-v', 'ON_ERROR_STOP=1'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pid = int(self.ask('SELECT pg_backend_pid();')[0])

    def ask(self, query: str) -> list[str]:
        """The rows of the answer, each a line."""
        self.psql.stdin.write(query + '\n\\echo end of answer\n')
        self.psql.stdin.flush()
        rows = []
        for line in self.psql.stdout:
            if line == 'end of answer\n':
                return rows
            rows.append(line.rstrip('\n'))
        raise SystemExit('psql has stopped')


def copy_text(value) -> str:
    return '\\N' if value is None else str(value)


def load(session: Session, rules: dict, path: str, folder: str) -> None:
    """By COPY from two files, which Python writes."""
    fields = rules['texts'] + rules['numbers']
    columns = ', '.join([f'{name} text' for name in rules['texts']] +
                        [f'{name} bigint' for name in rules['numbers']])
    session.ask(f'CREATE UNLOGGED TABLE leads (lead int, {columns});')
    session.ask('CREATE UNLOGGED TABLE events (lead int, kind text, subject text, moment text);')
    with open(path, encoding='utf-8') as file, \
            open(f'{folder}/leads.txt', 'w', encoding='utf-8') as leads, \
            open(f'{folder}/events.txt', 'w', encoding='utf-8') as events:
        for number, line in enumerate(file):
            lead = json.loads(line)
            leads.write('\t'.join([str(number), *(copy_text(lead.get(f)) for f in fields)]) + '\n')
            for event in lead['events']:
                events.write(f'{number}\t{event["type"]}\t{event["subject"]}\t{event["at"]}\n')
    for table in ('leads', 'events'):
        session.ask(f"\\copy {table} from '{folder}/{table}.txt'")
        session.ask(f'ANALYZE {table};')


def memory(rules: dict, path: str):
    with server() as folder:
        session = Session(folder)
        load(session, rules, path, folder)
        session.ask('SET jit = off;')
        watch = rival.Watch(session.pid)
        query = sql.Score(rules, sql.POSTGRES).query()
        session.ask(f'CREATE UNLOGGED TABLE scores AS {query};')
        seconds = watch.seconds()
        rows = session.ask('SELECT score FROM scores ORDER BY lead;')
        return [int(row) for row in rows], seconds


if __name__ == '__main__':
    rival.main({'memory': memory})
