"""The rules in SQL, for every database: one row a lead with its events counted by one aggregation,
one column a distinct test of events; the score is a sum of CASEs.

A dialect says how texts are compared, as the databases differ there.
"""


class Dialect:
    def __init__(self, count: str, starts: str, ends: str, contains: str, value: str = '{}') -> None:
        self.count = count        # the number of rows with {}
        self.starts = starts      # whether text {0} starts with {1}
        self.ends = ends
        self.contains = contains
        self.value = value        # a column of a lead


FILTER = 'count(*) FILTER (WHERE {})'

DUCKDB = Dialect(FILTER, 'starts_with({0}, {1})', 'ends_with({0}, {1})', 'contains({0}, {1})')
POSTGRES = Dialect(FILTER, 'starts_with({0}, {1})', 'right({0}, length({1})) = {1}',
                   'strpos({0}, {1}) > 0')
SQLITE = Dialect(FILTER, 'substr({0}, 1, length({1})) = {1}',
                 'substr({0}, -length({1})) = {1}', 'instr({0}, {1}) > 0')
CLICKHOUSE = Dialect('countIf({})', 'startsWith({0}, {1})', 'endsWith({0}, {1})',
                     'position({0}, {1}) > 0')


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Score:
    """The SQL of a rule set: `counts`, the columns that count events, and `sum`, the score of a row
    that has the lead's fields and those columns (NULL for a lead without events)."""

    def __init__(self, rules: dict, dialect: Dialect) -> None:
        self.dialect = dialect
        self.columns: dict[str, str] = {}
        cases = [f'CASE WHEN {self.condition(rule["if"])} THEN {rule["points"]} ELSE 0 END'
                 for rule in rules['rules']]
        self.sum = balanced_sum(cases)
        self.counts = ', '.join(f'{expression} AS {name}'
                                for expression, name in self.columns.items())

    def counted(self, test: dict) -> str:
        tests = [f'kind = {quoted(test["kind"])}']
        if test['subject'] is not None:
            tests.append(f'subject = {quoted(test["subject"])}')
        if test['prefix'] is not None:
            tests.append(self.dialect.starts.format('subject', quoted(test['prefix'])))
        if test['since'] is not None:
            tests.append(f'moment >= {quoted(test["since"])}')
        expression = self.dialect.count.format(' AND '.join(tests))
        return self.columns.setdefault(expression, f'c{len(self.columns)}')

    def condition(self, condition: dict) -> str:
        test = condition['test']
        if test in ('and', 'or'):
            return f' {test.upper()} '.join(f'({self.condition(part)})' for part in condition['of'])
        if test == 'not':
            negated = condition['of'][0]
            known = '' if negated['test'] == 'events' else f'{negated["field"]} IS NOT NULL AND '
            return f'{known}NOT ({self.condition(negated)})'  # ClickHouse: NULL IN (...) is false
        if test == 'events':
            return f'coalesce({self.counted(condition)}, 0) >= {condition["least"]}'
        field = condition['field']
        if test == 'in':
            return f'{field} IN ({", ".join(map(quoted, condition["values"]))})'
        if test == 'contains':
            return self.dialect.contains.format(field, quoted(condition['text']))
        if test == 'ends with':
            return self.dialect.ends.format(field, quoted(condition['text']))
        bounds = []
        if condition['least'] is not None:
            bounds.append(f'{field} >= {condition["least"]}')
        if condition['most'] is not None:
            bounds.append(f'{field} <= {condition["most"]}')
        return ' AND '.join(bounds)

    def query(self, leads: str = 'leads', events: str = 'events') -> str:
        """Rows of (lead, score); `lead` is the number of its line."""
        if not self.counts:
            return f'SELECT lead, {self.sum} AS score FROM {leads}'
        return (f'SELECT l.lead AS lead, {self.sum} AS score FROM {leads} AS l LEFT JOIN '
                f'(SELECT lead, {self.counts} FROM {events} GROUP BY lead) AS e ON l.lead = e.lead')


def balanced_sum(terms: list[str]) -> str:
    """Databases limit how deeply expressions nest, so a long sum is a tree."""
    if len(terms) <= 20:
        return '(' + ' + '.join(terms) + ')'
    half = len(terms) // 2
    return f'({balanced_sum(terms[:half])} + {balanced_sum(terms[half:])})'
