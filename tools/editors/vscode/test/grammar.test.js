// The TextMate grammar against real models: every name, word, number, text and comment of them has a
// scope, and the usual constructs have the one that a theme expects.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

const here = path.join(__dirname, "..");
const grammar_file = path.join(here, "syntaxes", "leadscore.tmLanguage.json");
// Where the models are: the project, also when this folder was copied to be packaged.
const project = process.env.LEADSCORE_SOURCE_DIR ?? path.join(here, "..", "..", "..");

async function load_grammar() {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () =>
      textmate.parseRawGrammar(fs.readFileSync(grammar_file, "utf8"), grammar_file),
  });
  return registry.loadGrammar("source.leadscore");
}

const grammar = load_grammar();

/** Each piece of the text with its innermost scope. */
async function pieces_of(text) {
  const loaded = await grammar;
  const pieces = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = loaded.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes } of tokens) {
      pieces.push({ text: line.slice(startIndex, endIndex), scope: scopes.at(-1), scopes });
    }
    state = ruleStack;
  }
  return pieces;
}

function models_below(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return models_below(at);
    return entry.name.endsWith(".score") ? [at] : [];
  });
}

test("every piece of the examples and of the standard library has a scope", async () => {
  const models = ["examples", "stdlib"].flatMap((folder) => models_below(path.join(project, folder)));
  assert.ok(models.length > 15);
  for (const model of models) {
    for (const piece of await pieces_of(fs.readFileSync(model, "utf8"))) {
      if (!/[\p{L}\p{N}"]/u.test(piece.text)) continue;
      assert.notStrictEqual(piece.scope, "source.leadscore", `${model}: ${piece.text}`);
    }
  }
});

const cases = [
  ["when visited(\"/pricing\") +15", "when", "keyword.control.leadscore"],
  ["when visited(\"/pricing\") +15", "visited", "entity.name.function.event.leadscore"],
  ["when visited(\"/pricing\") +15", "/pricing", "string.quoted.double.leadscore"],
  ["when visited(\"/pricing\") +15", "+15", "constant.numeric.points.leadscore"],
  ["when visited(\"/blog/*\") +1 each", "*", "constant.other.wildcard.leadscore"],
  ["when visited() -2.5 # a comment", "# a comment", "comment.line.number-sign.leadscore"],
  ["when visited() -2.5 # a comment", "-2.5", "constant.numeric.points.leadscore"],
  ["mql at 40", "mql", "entity.name.function.stage.leadscore"],
  ["mql at 40", "40", "constant.numeric.leadscore"],
  ["score fit { when vip +1 }", "fit", "entity.name.type.leadscore"],
  ["score fit { when vip +1 }", "vip", "variable.other.leadscore"],
  ["  unsubscribed: yes/no", "yes/no", "storage.type.leadscore"],
  ["when employees >= 1_000 +5", ">=", "keyword.operator.leadscore"],
  ["when employees >= 1_000 +5", "1_000", "constant.numeric.leadscore"],
  ["when created_at since 2026-01-31 +5", "2026-01-31", "constant.other.date.leadscore"],
  ["when visited() in the last 7 days +5", "days", "keyword.other.unit.leadscore"],
  ["when company.city is \"K\\u{F6}ln\" +5", "company.city", "variable.other.leadscore"],
  ["when company.city is \"K\\u{F6}ln\" +5", "\\u{F6}", "constant.character.escape.leadscore"],
  ["route \"inside sales\" when mql", "route", "keyword.declaration.leadscore"],
  ["define is_large: employees > 5", "is_large", "entity.name.type.leadscore"],
  ["when größe is known +1", "größe", "variable.other.leadscore"],
];

for (const [line, text, scope] of cases) {
  test(`${text} in ${line}`, async () => {
    const piece = (await pieces_of(line)).find((one) => one.text.trim() === text);
    assert.ok(piece, `no piece ${text}`);
    assert.strictEqual(piece.scope, scope);
  });
}

test("a text that is not closed ends with its line", async () => {
  const pieces = await pieces_of("when a is \"b\nmql at 40");
  assert.strictEqual(pieces.find((one) => one.text.trim() === "mql").scope,
    "entity.name.function.stage.leadscore");
});
