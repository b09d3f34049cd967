#!/usr/bin/env python3
"""jq: one generated filter over the file of JSON lines. Its leads cannot be kept in memory, so there is
only the mode jsonl; the time is the whole process's."""

import json
import subprocess
import tempfile

import rival

text = json.dumps


def events(test: dict) -> str:
    tests = [f'.type == {text(test["kind"])}']
    if test['subject'] is not None:
        tests.append(f'.subject == {text(test["subject"])}')
    if test['prefix'] is not None:
        tests.append(f'(.subject | startswith({text(test["prefix"])}))')
    if test['since'] is not None:
        tests.append(f'.at >= {text(test["since"])}')
    every = ' and '.join(tests)
    if test['least'] == 1:
        return f'any(.events[]; {every})'
    return f'([.events[] | select({every})] | length) >= {test["least"]}'


def expression(condition: dict) -> str:
    test = condition['test']
    if test in ('and', 'or'):
        return f' {test} '.join(f'({expression(part)})' for part in condition['of'])
    if test == 'events':
        return events(condition)
    if test == 'not':
        inner = condition['of'][0]
        known = '' if inner['test'] == 'events' else f'.{inner["field"]} != null and '
        return f'{known}(({expression(inner)}) | not)'
    field = '.' + condition['field']
    if test == 'in':
        same = ' or '.join(f'{field} == {text(value)}' for value in condition['values'])
        return f'({same})'
    if test == 'contains':
        return f'{field} != null and ({field} | contains({text(condition["text"])}))'
    if test == 'ends with':
        return f'{field} != null and ({field} | endswith({text(condition["text"])}))'
    bounds = [f'{field} != null']
    if condition['least'] is not None:
        bounds.append(f'{field} >= {condition["least"]}')
    if condition['most'] is not None:
        bounds.append(f'{field} <= {condition["most"]}')
    return ' and '.join(bounds)


def jsonl(rules: dict, path: str):
    terms = [f'(if {expression(rule["if"])} then {rule["points"]} else 0 end)'
             for rule in rules['rules']]
    with tempfile.NamedTemporaryFile('w', suffix='.jq') as program:
        program.write(' +\n'.join(terms))
        program.flush()
        before = rival.children_seconds()
        done = subprocess.run(['jq', '-f', program.name, path], capture_output=True, text=True,
                              check=True)
        seconds = rival.children_seconds() - before
    return [int(line) for line in done.stdout.split()], seconds


if __name__ == '__main__':
    rival.main({'jsonl': jsonl})
