#!/usr/bin/env python3
"""Python: one generated function, a line a rule, as a programmer would write it by hand."""

import json

import rival


def count(events: str, test: dict) -> str:
    tests = [f'e[0] == {test["kind"]!r}']
    if test['subject'] is not None:
        tests.append(f'e[1] == {test["subject"]!r}')
    if test['prefix'] is not None:
        tests.append(f'e[1].startswith({test["prefix"]!r})')
    if test['since'] is not None:
        tests.append(f'e[2] >= {test["since"]!r}')
    found = f'for e in {events} if {" and ".join(tests)}'
    if test['least'] == 1:
        return f'any(True {found})'
    return f'sum(1 {found}) >= {test["least"]}'


def expression(condition: dict) -> str:
    """What is missing (None) meets no test, and no `not` of one."""
    test = condition['test']
    if test in ('and', 'or'):
        return f' {test} '.join(f'({expression(part)})' for part in condition['of'])
    if test == 'events':
        return count('events', condition)
    if test == 'not':
        inner = condition['of'][0]
        known = '' if inner['test'] == 'events' else f'{inner["field"]} is not None and '
        return f'{known}not ({expression(inner)})'
    field = condition['field']
    if test == 'in':
        values = condition['values']
        return f'{field} == {values[0]!r}' if len(values) == 1 else f'{field} in {set(values)!r}'
    if test == 'contains':
        return f'{field} is not None and {condition["text"]!r} in {field}'
    if test == 'ends with':
        return f'{field} is not None and {field}.endswith({condition["text"]!r})'
    bounds = [f'{field} is not None']
    if condition['least'] is not None:
        bounds.append(f'{field} >= {condition["least"]}')
    if condition['most'] is not None:
        bounds.append(f'{field} <= {condition["most"]}')
    return ' and '.join(bounds)


def make_function(rules: dict):
    fields = rules['texts'] + rules['numbers']
    lines = [f'def score(values, events):', f'    {", ".join(fields)} = values', '    total = 0']
    for rule in rules['rules']:
        lines += [f'    if {expression(rule["if"])}:', f'        total += {rule["points"]}']
    lines.append('    return total')
    names: dict = {}
    exec('\n'.join(lines), names)  # pylint: disable=exec-used
    return names['score']


def reader(rules: dict):
    fields = rules['texts'] + rules['numbers']

    def read(line: str):
        lead = json.loads(line)
        return ([lead.get(field) for field in fields],
                [(e['type'], e['subject'], e['at']) for e in lead['events']])
    return read


def memory(rules: dict, path: str):
    read = reader(rules)
    with open(path, encoding='utf-8') as file:
        leads = [read(line) for line in file]
    score = make_function(rules)
    watch = rival.Watch()
    scores = [score(values, events) for values, events in leads]
    return scores, watch.seconds()


def jsonl(rules: dict, path: str):
    watch = rival.Watch()
    read, score = reader(rules), make_function(rules)
    with open(path, encoding='utf-8') as file:
        scores = [score(*read(line)) for line in file]
    return scores, watch.seconds()


if __name__ == '__main__':
    rival.main({'memory': memory, 'jsonl': jsonl})
