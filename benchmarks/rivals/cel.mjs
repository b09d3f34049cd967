#!/usr/bin/env node
// @marcbachmann/cel-js: Google's Common Expression Language, an expression a rule, parsed once.
import { main, npm } from './rival.mjs';

const { parse } = npm('@marcbachmann/cel-js');
const text = JSON.stringify;

function events(test) {
  const tests = [`e.type == ${text(test.kind)}`];
  if (test.subject !== null) tests.push(`e.subject == ${text(test.subject)}`);
  if (test.prefix !== null) tests.push(`e.subject.startsWith(${text(test.prefix)})`);
  if (test.since !== null) tests.push(`e.at >= ${text(test.since)}`);
  const all = tests.join(' && ');
  if (test.least === 1) return `lead.events.exists(e, ${all})`;
  return `lead.events.filter(e, ${all}).size() >= ${test.least}`;
}

function expression(condition) {
  const inner = (condition.of ?? []).map((one) => `(${expression(one)})`);
  const field = `lead.${condition.field}`;
  switch (condition.test) {
    case 'and': return inner.join(' && ');
    case 'or': return inner.join(' || ');
    case 'not': {
      const [negated] = condition.of;
      return negated.test === 'events' ? `!${inner[0]}` : `lead.${negated.field} != null && !${inner[0]}`;
    }
    case 'in': {
      if (condition.values.length === 1) return `${field} == ${text(condition.values[0])}`;
      return `${field} in ${text(condition.values)}`;
    }
    case 'contains': return `${field} != null && ${field}.contains(${text(condition.text)})`;
    case 'ends with': return `${field} != null && ${field}.endsWith(${text(condition.text)})`;
    case 'range': {
      // CEL's literals of whole numbers are ints, JavaScript's numbers doubles.
      const tests = [`${field} != null`];
      if (condition.least !== null) tests.push(`${field} >= ${condition.least}.0`);
      if (condition.most !== null) tests.push(`${field} <= ${condition.most}.0`);
      return tests.join(' && ');
    }
    case 'events': return events(condition);
    default: throw new Error(`a rule with the test ${condition.test}`);
  }
}

await main((rules) => {
  const parsed = rules.rules.map((rule) => [parse(expression(rule.if)), rule.points]);
  return (lead) => {
    let total = 0;
    for (const [holds, points] of parsed) if (holds({ lead })) total += points;
    return total;
  };
});
