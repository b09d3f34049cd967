#!/usr/bin/env node
// json-rules-engine: a rule a rule, its event carries the points. Events of a lead are counted by a
// fact with parameters, which the engine remembers within a run.
import { main, npm } from './rival.mjs';

const { Engine } = npm('json-rules-engine');

function count(events, test) {
  let found = 0;
  for (const event of events) {
    if (event.type === test.kind && (test.subject === null || event.subject === test.subject) &&
        (test.prefix === null || event.subject.startsWith(test.prefix)) &&
        (test.since === null || event.at >= test.since)) ++found;
  }
  return found;
}

function expression(condition) {
  const test = (operator, value) => ({ fact: condition.field, operator, value });
  const known = (field) => ({ fact: field, operator: 'notEqual', value: null });
  switch (condition.test) {
    case 'and': return { all: condition.of.map(expression) };
    case 'or': return { any: condition.of.map(expression) };
    case 'not': {
      const [negated] = condition.of;
      const not = { not: expression(negated) };
      return negated.test === 'events' ? not : { all: [known(negated.field), not] };
    }
    case 'in': {
      return condition.values.length === 1 ? test('equal', condition.values[0])
        : test('in', condition.values);
    }
    case 'contains': return test('includes', condition.text);
    case 'ends with': return test('endsWith', condition.text);
    case 'range': {
      const tests = [known(condition.field)];
      if (condition.least !== null) tests.push(test('greaterThanInclusive', condition.least));
      if (condition.most !== null) tests.push(test('lessThanInclusive', condition.most));
      return { all: tests };
    }
    case 'events': {
      const { kind, subject, prefix, since } = condition;
      return { fact: 'count', params: { kind, subject, prefix, since },
               operator: 'greaterThanInclusive', value: condition.least };
    }
    default: throw new Error(`a rule with the test ${condition.test}`);
  }
}

await main((rules) => {
  const engine = new Engine();
  engine.addOperator('includes', (value, part) => value !== null && value.includes(part));
  engine.addOperator('endsWith', (value, end) => value !== null && value.endsWith(end));
  engine.addFact('count', async (test, almanac) => count(await almanac.factValue('events'), test));
  for (const rule of rules.rules) {
    const made = expression(rule.if);
    const conditions = made.all || made.any || made.not ? made : { all: [made] };
    engine.addRule({ conditions, event: { type: 'points', params: { points: rule.points } } });
  }
  return async (lead) => {
    const { events } = await engine.run(lead);
    return events.reduce((sum, event) => sum + event.params.points, 0);
  };
});
