"""The table and the chart of what was measured."""

import html
import math

from comparison.contestants import ENGINES, RIVAL_RULES, RULES, Contestant
from comparison.measurements import Results, key_of, median


def number(value: float | None) -> str:
    return '' if value is None else f'{value:,.0f}'


def grid(rows: list[list[str]]) -> list[str]:
    """Columns as wide as their widest cell; all but the first are set right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ['  '.join(cell.ljust(width) if i == 0 else cell.rjust(width)
                      for i, (cell, width) in enumerate(zip(row, widths))).rstrip()
            for row in rows]


def ratio(upper: list[float | None], lower: list[float | None]) -> float | None:
    """Of what was measured in turn: the median of the rounds' ratios, as what disturbs the machine
    for some minutes disturbs both."""
    return median([above / below for above, below in zip(upper, lower) if above and below])


def engine_figure(results: Results, rules: int, engine: str, figure: str) -> float | None:
    return results.median(f'engines memory {rules}', f'engines.{engine}.{figure}')


def engine_names(results: Results) -> list[str]:
    measured = results.data['measured'].get('engines memory 250')
    return list(measured[0]['engines']) if measured else []


def own_figures(results: Results) -> list[str]:
    """Everything that was measured at every number of rules."""
    rows = [['ns a lead', *(f'{rules:,} rules' for rules in RULES)]]
    for engine in engine_names(results):
        rows.append([f'columns, engine {engine}',
                     *(number(engine_figure(results, rules, engine, 'columns_ns')) for rules in RULES)])
        rows.append(['the same, each text looked up',
                     *(number(engine_figure(results, rules, engine, 'texts_ns')) for rules in RULES)])
    for name, title in (('table_form', 'table form'), ('leadscore', 'leadscore run, answers as CSV')):
        for mode in ('memory', 'jsonl', 'csv'):
            medians = [results.median(key_of(name, mode, rules)) for rules in RULES]
            if any(medians):
                form = {'memory': 'columns', 'jsonl': 'JSON lines', 'csv': 'CSV'}[mode]
                rows.append([f'{form}, {title}', *map(number, medians)])
    for mode, form in (('jsonl', 'JSON lines'), ('csv', 'CSV')):
        medians = [results.median(f'long_answers {mode} {rules}') for rules in RULES]
        if any(medians):
            rows.append([f'{form}, leadscore run, answers as JSON lines', *map(number, medians)])
    for engine in ENGINES:
        medians = [results.median(f'engine_{engine} jsonl {rules}') for rules in RULES]
        if any(medians):
            rows.append([f'JSON lines, leadscore run --engine {engine}', *map(number, medians)])
    for engine in engine_names(results):
        for figure, title in (('line_p50_ns', 'p50'), ('line_p99_ns', 'p99')):
            rows.append([f'a hot JSON line, {engine}, {title}',
                         *(number(engine_figure(results, rules, engine, figure)) for rules in RULES)])
    return grid(rows)


def compile_figures(results: Results) -> list[str]:
    rows = [['ms', *(f'{rules:,} rules' for rules in RULES)]]
    compiled = [results.median(f'engines memory {rules}', 'compile_ms') for rules in RULES]
    rows.append(['text to program', *('' if ms is None else f'{ms:.2f}' for ms in compiled)])
    for engine in engine_names(results):
        ready = [engine_figure(results, rules, engine, 'ready_ms') for rules in RULES]
        rows.append([f'program to engine {engine}', *('' if ms is None else f'{ms:.2f}' for ms in ready)])
    return grid(rows)


def rival_figures(results: Results, contestants: list[Contestant]) -> list[str]:
    """Times slower: than the table form from memory, than `leadscore run` from files."""
    header = ['ns a lead', 'leads']
    modes = (('memory', 'memory'), ('jsonl', 'JSON lines'), ('csv', 'CSV'))
    for _, title in modes:
        for rules in RIVAL_RULES:
            header += [f'{title}, {rules}', '']
    rows = [header]
    share = 10 if results.data['about']['short'] else 1
    for one in contestants:
        if one.name in results.data['failed']:
            continue
        row = [one.title, f'{one.leads // share:,}']
        for mode, _ in modes:
            for rules in RIVAL_RULES:
                ns = results.figures(key_of(one.name, mode, rules))
                base = 'table_form' if mode == 'memory' else 'leadscore'
                times = ratio(ns, results.figures(key_of(base, mode, rules)))
                row += [number(median(ns)), '' if times is None else f'{times:,.1f}x']
        rows.append(row)
    return grid(rows)


def targets(results: Results) -> list[tuple[str, float | None, str]]:
    """The figures that issue 5 asks for: (what, measured, target)."""
    def best(rules: int, figure: str) -> list[float | None]:
        """Of the engine whose median is the least, round by round."""
        engines = [results.figures(f'engines memory {rules}', f'engines.{engine}.{figure}')
                   for engine in engine_names(results)]
        return min((one for one in engines if median(one)), key=median, default=[])

    def figures(name: str, mode: str, rules: int) -> list[float | None]:
        return results.figures(key_of(name, mode, rules))

    lines = figures('leadscore', 'jsonl', 250)
    found = [
        ('columns, 250 rules: speed against the table form',
         ratio(figures('table_form', 'memory', 250), best(250, 'columns_ns')), '>= 0.7'),
        ('columns: cost of 10,000 rules against 250',
         ratio(best(10_000, 'columns_ns'), best(250, 'columns_ns')), '<= 7'),
        ('JSON lines, 250 rules: speed against simdjson reading only',
         ratio(figures('simdjson', 'jsonl', 0), lines), '>= 1.0'),
        ('JSON lines: cost of 10,000 rules against 250',
         ratio(figures('leadscore', 'jsonl', 10_000), lines), '<= 3'),
    ]
    for mode, form, wanted in (('jsonl', 'JSON lines', {250: 25, 50: 12}),
                               ('csv', 'CSV', {250: 10, 50: 5})):
        for rules, target in wanted.items():
            found.append((f'{form}, {rules} rules: times faster than DuckDB',
                          ratio(figures('duckdb', mode, rules), figures('leadscore', mode, rules)),
                          f'>= {target}'))
    found.append(('JSON lines, 250 rules: times faster than generated JavaScript',
                  ratio(figures('javascript', 'jsonl', 250), lines), '>= 30'))
    found.append(('two threads against one, on the clock',
                  ratio(results.figures(key_of('leadscore', 'jsonl', 250), 'wall_ns'),
                        results.figures('two_threads jsonl 250', 'wall_ns')), '>= 1.8'))
    found.append(('JSON lines, 250 rules: cost of --engine auto against batch',
                  ratio(results.figures('engine_auto jsonl 250'),
                        results.figures('engine_batch jsonl 250')), '<= 1.03'))
    for share, target in (('p50', 300), ('p99', 900)):
        found.append((f'a hot JSON line, 250 rules, {share}, ns',
                      median(best(250, f'line_{share}_ns')), f'<= {target}'))
    found.append(('one event to the new score, hot, 250 rules, p50, ns',
                  results.median('engines memory 250', 'states.event_p50_ns'), '<= 100'))
    start = results.median('start jsonl 250', 'wall_ns')
    found.append(('start to the first score, ms', start / 1e6 if start else None, '< 10'))
    for key, values in results.data['measured'].items():
        if key.startswith('peak_memory') and values:
            found.append((f'peak memory, {values[0]["file_bytes"] / 1e9:.2f} GB of JSON lines, MiB',
                          values[0]['bytes'] / 2**20, '<= 32'))
    return found


def table(results: Results, contestants: list[Contestant]) -> str:
    about = results.data['about']
    shown = ['' if value is None else f'{value:,.2f}' for _, value, _ in targets(results)]
    wanted = grid([['figure', 'measured', 'target']] + [
        [what, value, target] for (what, _, target), value in zip(targets(results), shown)])
    lines = [
        f'{about["cores"]} cores of {about["machine"]}, load {about["load_at_start"]:.1f} at the start; '
        'medians of processor time, one thread', '',
        *own_figures(results), '', *compile_figures(results), '',
        'Times slower: in memory than the table form, from files than leadscore run',
        *rival_figures(results, contestants)]
    for name in ('simdjson', 'simdjson_raw'):
        ns = results.median(f'{name} jsonl 0')
        if ns:
            form = 'texts unescaped' if name == 'simdjson' else 'texts as they stand'
            lines.append(f'simdjson on-demand, only reading the same fields, {form}: {number(ns)} ns')
    for one in contestants:
        if one.note:
            lines.append(f'{one.title}: {one.note}')
    share = 10 if about['short'] else 1
    for key, leads in results.data.get('leads', {}).items():
        name, mode, rules = key.split()
        if any(one.name == name and leads < one.leads // share for one in contestants):
            lines.append(f'{name}, {mode}, {int(rules):,} rules: on {leads:,} leads')
    for name, reason in results.data['failed'].items():
        lines.append(f'left out: {name}: {reason}')
    return '\n'.join([*lines, '', *wanted, ''])


def chart(results: Results, contestants: list[Contestant]) -> str:
    """Bars of leads a second at 250 rules, on a logarithmic scale."""
    bars = []
    for one in contestants:
        for mode, form in (('memory', 'columns in memory'), ('jsonl', 'JSON lines')):
            ns = results.median(key_of(one.name, mode, 250))
            if ns:
                bars.append((f'{one.title}, {form}', 1e9 / ns, mode, one.name == 'leadscore'))
    for engine in engine_names(results):
        ns = engine_figure(results, 250, engine, 'columns_ns')
        if ns:
            bars.append((f'leadscore, engine {engine}, columns in memory', 1e9 / ns, 'memory', True))
    ns = results.median('simdjson jsonl 0')
    if ns:
        bars.append(('simdjson, only reading the fields, JSON lines', 1e9 / ns, 'jsonl', False))
    bars.sort(key=lambda bar: -bar[1])
    height, left, right = 22, 330, 560
    most = max((math.log10(bar[1]) for bar in bars), default=1)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right + 120}" '
             f'height="{height * len(bars) + 60}" font-family="sans-serif" font-size="12">',
             '<rect width="100%" height="100%" fill="white"/>',
             '<text x="10" y="20" font-size="14">Leads a second, 250 rules, one thread '
             '(logarithmic)</text>']
    for place, (title, value, mode, is_ours) in enumerate(bars):
        y = 36 + place * height
        width = max(2.0, right * math.log10(max(value, 10)) / most)
        colour = '#c2410c' if is_ours else '#4b5563' if mode == 'memory' else '#9ca3af'
        lines += [f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{html.escape(title)}</text>',
                  f'<rect x="{left}" y="{y}" width="{width:.1f}" height="{height - 6}" '
                  f'fill="{colour}"/>',
                  f'<text x="{left + width + 6:.1f}" y="{y + 13}">{value:,.0f}</text>']
    return '\n'.join([*lines, '</svg>', ''])
