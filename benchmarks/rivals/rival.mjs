// What the rivals in JavaScript have in common: see rival.py for how a rival is called.
import { openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** A package of the folder LEADSCORE_NPM. */
export function npm(name) {
  return createRequire(resolve(process.env.LEADSCORE_NPM ?? '.') + '/')(name);
}

/** The lines of a file, read piece by piece: parts of one long text would be slow to parse. */
function* linesOf(path) {
  const file = openSync(path);
  const bytes = Buffer.alloc(1 << 21);
  let kept = 0; // the beginning of a line whose end was not read
  for (;;) {
    const got = readSync(file, bytes, kept, bytes.length - kept);
    if (got === 0) return;
    let begin = 0;
    for (let end; (end = bytes.indexOf(10, begin)) >= 0 && end < kept + got; begin = end + 1) {
      yield bytes.toString('utf8', begin, end);
    }
    bytes.copy(bytes, 0, begin, kept + got);
    kept += got - begin;
  }
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
    const leads = Array.from(linesOf(leadsPath), (line) => readLead(line, fields));
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
