"""Runs contestants and keeps what came out of it, so that a run that was broken off goes on where it
stopped."""

import json
import os
import pathlib
import resource
import statistics
import subprocess
import threading
import time

from comparison.contestants import AS_OF, Contestant

LONGEST = 600  # seconds of a single measurement


class Failure(Exception):
    """Why a contestant could not be measured."""


def run_process(command: list[str], environment: dict | None = None) -> str:
    """The standard output."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False,
                              env={**os.environ, **(environment or {})})
    except FileNotFoundError as error:
        raise Failure(f'{error.filename} is not installed') from error
    except subprocess.TimeoutExpired as error:
        raise Failure(f'took longer than {LONGEST} seconds') from error
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or 'no message').splitlines()
        raise Failure(next((line for line in last if 'Error' in line), last[-1])[:200])
    return done.stdout


def timed_process(command: list[str]) -> dict:
    """Runs a program; its processor time and the time on the clock, in seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run_process(command)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {'seconds': used, 'wall': wall}


def peak_memory(command: list[str]) -> int:
    """The most memory that a program had resident, in bytes: VmHWM, watched until it ends. (What
    getrusage says of a child begins with the size of this process.)"""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        # The pipe is emptied meanwhile, so that a program with much to say does not wait.
        drain = threading.Thread(target=process.stderr.read)
        drain.start()
        peak = 0
        while process.poll() is None:
            try:
                with open(f'/proc/{process.pid}/status', encoding='utf-8') as file:
                    for line in file:
                        if line.startswith('VmHWM:'):
                            peak = max(peak, int(line.split()[1]) * 1024)
            except (FileNotFoundError, ProcessLookupError):
                pass
            time.sleep(0.005)
        drain.join()
        if process.returncode not in (0, 1):
            raise Failure(f'{command[0]} ended with {process.returncode}')
    return peak


class Files:
    """The generated leads and rules."""

    def __init__(self, folder: pathlib.Path, generator: pathlib.Path) -> None:
        self.folder, self.generator = folder, generator
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / 'csv_rules_10000.json').exists():
            run_process([str(generator), str(folder), 'rules'])

    def leads(self, mode: str, count: int) -> pathlib.Path:
        """The first `count` leads, which the generator makes the same for every count."""
        folder = self.folder / f'{count}'
        path = folder / ('leads.csv' if mode == 'csv' else 'leads.jsonl')
        if not (folder / 'complete').exists():
            folder.mkdir(exist_ok=True)
            run_process([str(self.generator), str(folder), 'leads', str(count)])
            (folder / 'complete').touch()
        return path

    def rules(self, mode: str, count: int, ending: str) -> pathlib.Path:
        return self.folder / f'{"csv_" if mode == "csv" else ""}rules_{count}.{ending}'


def command_of(contestant: Contestant, files: Files, mode: str, rules: int, leads: int,
               out: str | None, answers: str) -> list[str]:
    """`answers`: the form in which `leadscore run` writes scores to `out`."""
    records = str(files.leads(mode, leads))
    if contestant.name == 'leadscore':
        return [*contestant.command, str(files.rules(mode, rules, 'score')), records, '--as-of',
                AS_OF, '--format', answers, '--quiet', '--out', out or '/dev/null']
    command = [*contestant.command, mode, str(files.rules(mode, rules, 'json')), records]
    return command + ([out] if out else [])


def scores_of(contestant: Contestant, files: Files, mode: str, rules: int, leads: int,
              folder: pathlib.Path) -> list[int]:
    """Every lead's score, in order."""
    out = folder / f'scores_{contestant.name}.jsonl'
    run_process(command_of(contestant, files, mode, rules, leads, str(out), 'jsonl'))
    with open(out, encoding='utf-8') as file:
        if contestant.name == 'leadscore':
            return [int(json.loads(line)['score']) for line in file]
        return [int(float(line)) for line in file]


def measure(contestant: Contestant, files: Files, mode: str, rules: int, leads: int,
            out: pathlib.Path, answers: str = 'csv') -> dict:
    """One measurement: nanoseconds a lead, of processor time."""
    if contestant.name == 'leadscore':
        timed = timed_process(command_of(contestant, files, mode, rules, leads,
                                         str(out / f'scores.{answers}'), answers))
        return {'ns': timed['seconds'] / leads * 1e9, 'wall_ns': timed['wall'] / leads * 1e9}
    answer = json.loads(run_process(command_of(contestant, files, mode, rules, leads, None, '')))
    if answer['leads'] != leads:
        raise Failure(f'scored {answer["leads"]} leads of {leads}')
    return {'ns': answer['seconds'] / leads * 1e9, 'sum': answer['sum']}


class Results:
    """What was measured so far, in a file that is written after every measurement."""

    def __init__(self, path: pathlib.Path, about: dict) -> None:
        self.path = path
        self.data = {'about': about, 'measured': {}, 'failed': {}, 'checked': {}}
        if path.exists():
            kept = json.loads(path.read_text(encoding='utf-8'))
            if kept['about']['programs'] == about['programs']:  # else they are another version's
                self.data = {**kept, 'failed': {}}

    def save(self) -> None:
        part = self.path.with_suffix('.part')
        part.write_text(json.dumps(self.data, indent=1) + '\n', encoding='utf-8')
        part.replace(self.path)

    def values(self, key: str) -> list:
        return self.data['measured'].setdefault(key, [])

    def add(self, key: str, value) -> None:
        self.values(key).append(value)
        self.save()

    def figures(self, key: str, figure: str = 'ns') -> list[float | None]:
        """Round by round. `figure` may reach into what was measured, by points; None: it is not
        there."""
        return [value_at(value, figure) for value in self.data['measured'].get(key, [])]

    def median(self, key: str, figure: str = 'ns') -> float | None:
        return median(self.figures(key, figure))


def value_at(value, path: str) -> float | None:
    for name in path.split('.'):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def key_of(name: str, mode: str, rules: int) -> str:
    return f'{name} {mode} {rules}'
