// What the rivals in JavaScript have in common: see rival.py for how a rival is called.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** A package of the folder LEADSCORE_NPM. */
export function npm(name) {
  return createRequire(resolve(process.env.LEADSCORE_NPM ?? '.') + '/')(name);
}

/** The lines of a file, without the last line end. */
function linesOf(path) {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

/** An event as the engines' expressions see it; missing fields are null. */
export function readLead(line, fields) {
  const lead = JSON.parse(line);
  for (const field of fields) lead[field] ??= null;
  return lead;
}

function seconds(start) {
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1e6;
}

/** `make(rules)` gives a function from a lead to its score, or to a promise of it. */
export async function main(make) {
  const [mode, rulesPath, leadsPath, out] = process.argv.slice(2);
  if (mode !== 'memory' && mode !== 'jsonl') {
    console.error('usage: RIVAL memory|jsonl RULES.json LEADS.jsonl [OUT]');
    process.exit(2);
  }
  const rules = JSON.parse(readFileSync(rulesPath, 'utf8'));
  const fields = [...rules.texts, ...rules.numbers];
  let start = process.cpuUsage();
  let score = await make(rules);
  const scores = [];
  if (mode === 'memory') {
    const leads = linesOf(leadsPath).map((line) => readLead(line, fields));
    // A quarter first, so that the compiler of V8 has seen it; it counts for no time.
    for (const lead of leads.slice(0, leads.length / 4)) await score(lead);
    start = process.cpuUsage();
    for (const lead of leads) {
      const one = score(lead);
      scores.push(typeof one === 'number' ? one : await one);
    }
  } else {
    for (const line of linesOf(leadsPath)) {
      const one = score(readLead(line, fields));
      scores.push(typeof one === 'number' ? one : await one);
    }
  }
  const used = seconds(start);
  if (out) writeFileSync(out, scores.map((one) => one + '\n').join(''));
  const sum = scores.reduce((all, one) => all + one, 0);
  console.log(JSON.stringify({ leads: scores.length, seconds: used, sum }));
}
