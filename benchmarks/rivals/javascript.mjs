#!/usr/bin/env node
// JavaScript on V8: one generated function, a line a rule, as a programmer would write it by hand.
import { main } from './rival.mjs';

const text = JSON.stringify;

function eventTest(test) {
  const tests = [`e.type === ${text(test.kind)}`];
  if (test.subject !== null) tests.push(`e.subject === ${text(test.subject)}`);
  if (test.prefix !== null) tests.push(`e.subject.startsWith(${text(test.prefix)})`);
  if (test.since !== null) tests.push(`e.at >= ${text(test.since)}`);
  return tests.join(' && ');
}

/** Event tests and lists become functions and sets of their own, in `declared`. */
function expression(condition, declared) {
  const inner = (condition.of ?? []).map((one) => `(${expression(one, declared)})`);
  const field = `lead.${condition.field}`;
  switch (condition.test) {
    case 'and': return inner.join(' && ');
    case 'or': return inner.join(' || ');
    case 'not': {
      const [negated] = condition.of;
      return negated.test === 'events' ? `!${inner[0]}` : `lead.${negated.field} !== null && !${inner[0]}`;
    }
    case 'in': {
      if (condition.values.length === 1) return `${field} === ${text(condition.values[0])}`;
      const name = `s${declared.length}`;
      declared.push(`const ${name} = new Set(${text(condition.values)});`);
      return `${name}.has(${field})`;
    }
    case 'contains': return `${field} !== null && ${field}.includes(${text(condition.text)})`;
    case 'ends with': return `${field} !== null && ${field}.endsWith(${text(condition.text)})`;
    case 'range': {
      const tests = [`${field} !== null`];
      if (condition.least !== null) tests.push(`${field} >= ${condition.least}`);
      if (condition.most !== null) tests.push(`${field} <= ${condition.most}`);
      return tests.join(' && ');
    }
    case 'events': {
      const name = `s${declared.length}`;
      declared.push(`function ${name}(events) { let found = 0; for (const e of events) ` +
        `if (${eventTest(condition)} && ++found >= ${condition.least}) return true; return false; }`);
      return `${name}(lead.events)`;
    }
    default: throw new Error(`a rule with the test ${condition.test}`);
  }
}

function make(rules) {
  const declared = [];
  const lines = rules.rules.map((rule) =>
    `if (${expression(rule.if, declared)}) total += ${rule.points};`);
  // In functions of 50 rules, as V8 does not optimise very long ones.
  const calls = [];
  for (let i = 0; i < lines.length; i += 50) {
    declared.push(`function part${i}(lead) { let total = 0; ${lines.slice(i, i + 50).join('\n')} ` +
      'return total; }');
    calls.push(`part${i}(lead)`);
  }
  return new Function(`${declared.join('\n')}\nreturn (lead) => ${calls.join(' + ')};`)();
}

await main(make);
