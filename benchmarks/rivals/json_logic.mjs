#!/usr/bin/env node
// json-logic-js: the rules as one JSON expression, a sum of ifs.
import { main, npm } from './rival.mjs';

const logic = npm('json-logic-js');
logic.add_operation('starts_with', (value, start) => value.startsWith(start));
logic.add_operation('ends_with', (value, end) => value !== null && value.endsWith(end));

const variable = (name) => ({ var: name });

function events(test) {
  const tests = [{ '===': [variable('type'), test.kind] }];
  if (test.subject !== null) tests.push({ '===': [variable('subject'), test.subject] });
  if (test.prefix !== null) tests.push({ starts_with: [variable('subject'), test.prefix] });
  if (test.since !== null) tests.push({ '>=': [variable('at'), test.since] });
  const all = { and: tests };
  if (test.least === 1) return { some: [variable('events'), all] };
  const count = { reduce: [{ filter: [variable('events'), all] }, { '+': [variable('accumulator'), 1] }, 0] };
  return { '>=': [count, test.least] };
}

function expression(condition) {
  const field = variable(condition.field);
  const known = (name) => ({ '!==': [variable(name), null] });
  switch (condition.test) {
    case 'and':
    case 'or': return { [condition.test]: condition.of.map(expression) };
    case 'not': {
      const [negated] = condition.of;
      const not = { '!': [expression(negated)] };
      return negated.test === 'events' ? not : { and: [known(negated.field), not] };
    }
    case 'in': {
      if (condition.values.length === 1) return { '===': [field, condition.values[0]] };
      return { in: [field, condition.values] };
    }
    case 'contains': return { in: [condition.text, field] };
    case 'ends with': return { ends_with: [field, condition.text] };
    case 'range': {
      const tests = [known(condition.field)];
      if (condition.least !== null) tests.push({ '>=': [field, condition.least] });
      if (condition.most !== null) tests.push({ '<=': [field, condition.most] });
      return { and: tests };
    }
    case 'events': return events(condition);
    default: throw new Error(`a rule with the test ${condition.test}`);
  }
}

await main((rules) => {
  const sum = { '+': rules.rules.map((rule) => ({ if: [expression(rule.if), rule.points, 0] })) };
  return (lead) => logic.apply(sum, lead);
});
