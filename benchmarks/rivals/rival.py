"""What all rivals have in common: how they are called, and how they answer.

A rival is a program, called as `RIVAL MODE RULES.json LEADS [OUT]`:

    memory   the leads are read before the clock starts, in the form that suits the engine best
    jsonl    from the file of JSON lines to the scores
    csv      the same from a CSV file (rules without events)

It prints one line, {"leads": N, "seconds": S, "sum": T}: S is processor time of scoring, T the sum of
the scores; OUT gets a score a line, in the leads' order. One thread.
"""

import json
import resource
import sys
import time


def load_rules(path: str) -> dict:
    with open(path, encoding='utf-8') as file:
        return json.load(file)


class Watch:
    """Processor time of this process, or of another one (a server's), from the moment it is made."""

    def __init__(self, pid: int | None = None) -> None:
        self.pid = pid
        self.start = self.now()

    def now(self) -> float:
        if self.pid is None:
            return time.process_time()
        with open(f'/proc/{self.pid}/stat', encoding='utf-8') as file:
            fields = file.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100  # ticks of user and system time

    def seconds(self) -> float:
        return self.now() - self.start


def children_seconds() -> float:
    """Processor time of the programs that were run and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_scores(scores, path: str) -> None:
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines(f'{score:g}\n' for score in scores)


def read_scores(path: str) -> list[int]:
    with open(path, encoding='utf-8') as file:
        return [int(float(line)) for line in file]


def answer(scores: list, seconds: float, **more) -> None:
    print(json.dumps({'leads': len(scores), 'seconds': seconds, 'sum': sum(scores), **more}))


def main(modes: dict) -> None:
    """Runs the mode that was asked for: a function of the rules and the leads' path that returns
    (scores, seconds)."""
    if len(sys.argv) < 4 or sys.argv[1] not in modes:
        sys.exit(f'usage: {sys.argv[0]} {"|".join(modes)} RULES.json LEADS [OUT]')
    mode, rules, leads = sys.argv[1:4]
    scores, seconds = modes[mode](load_rules(rules), leads)
    if len(sys.argv) > 4:
        write_scores(scores, sys.argv[4])
    answer(scores, seconds)
