#!/usr/bin/env node
// GoRules zen-engine: one decision table, a row a rule, all rows that hold are collected.
import { main, npm } from './rival.mjs';

const { ZenEngine } = npm('@gorules/zen-engine');
const text = JSON.stringify;

function events(test) {
  const tests = [`#.type == ${text(test.kind)}`];
  if (test.subject !== null) tests.push(`#.subject == ${text(test.subject)}`);
  if (test.prefix !== null) tests.push(`startsWith(#.subject, ${text(test.prefix)})`);
  if (test.since !== null) tests.push(`#.at_seconds >= ${test.since_seconds}`);
  const all = tests.join(' and ');
  return test.least === 1 ? `some(events, ${all})` : `count(events, ${all}) >= ${test.least}`;
}

function expression(condition) {
  const inner = (condition.of ?? []).map((one) => `(${expression(one)})`);
  const { field } = condition;
  switch (condition.test) {
    case 'and': return inner.join(' and ');
    case 'or': return inner.join(' or ');
    case 'not': {
      const [negated] = condition.of;
      return negated.test === 'events' ? `not ${inner[0]}` : `${negated.field} != null and not ${inner[0]}`;
    }
    case 'in': {
      if (condition.values.length === 1) return `${field} == ${text(condition.values[0])}`;
      return `${field} in ${text(condition.values)}`;
    }
    case 'contains': return `${field} != null and contains(${field}, ${text(condition.text)})`;
    case 'ends with': return `${field} != null and endsWith(${field}, ${text(condition.text)})`;
    case 'range': {
      const tests = [`${field} != null`];
      if (condition.least !== null) tests.push(`${field} >= ${condition.least}`);
      if (condition.most !== null) tests.push(`${field} <= ${condition.most}`);
      return tests.join(' and ');
    }
    case 'events': return events(condition);
    default: throw new Error(`a rule with the test ${condition.test}`);
  }
}

function table(rules) {
  const content = {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when', type: 'expression' }],  // no field: the cells are conditions
    outputs: [{ id: 'points', name: 'points', field: 'points', type: 'expression' }],
    rules: rules.rules.map((rule, i) =>
      ({ _id: String(i), when: expression(rule.if), points: String(rule.points) })),
  };
  return {
    nodes: [{ id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
            { id: 'table', type: 'decisionTableNode', name: 'table', content, position: { x: 1, y: 0 } },
            { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } }],
    edges: [{ id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
            { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' }],
  };
}

await main((rules) => {
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(table(rules))));
  return async (lead) => {
    for (const event of lead.events) event.at_seconds ??= Date.parse(event.at) / 1000;
    const { result } = await decision.evaluate(lead);
    return result.reduce((sum, row) => sum + row.points, 0);
  };
});
