// The extension is a thin client: all that it knows about models, `leadscore lsp` tells it.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function start() {
  const command = vscode.workspace.getConfiguration("leadscore").get("path", "leadscore");
  client = new LanguageClient(
    "leadscore",
    "Leadscore",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ language: "leadscore" }],
      synchronize: {
        fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.score,leadscore.toml}"),
      },
    },
  );
  return client.start().catch((error) => {
    vscode.window.showErrorMessage(
      `Leadscore: cannot start \`${command} lsp\` (${error.message}). ` +
        "Set `leadscore.path` to where the program is.",
    );
  });
}

async function restart() {
  if (client) await client.stop().catch(() => undefined);
  return start();
}

/// Runs the tests of the file that is shown; the server says how they came out. What stands above a
/// test runs that one: the server's command `leadscore.runTest`, which the client knows by itself.
function runTests() {
  const editor = vscode.window.activeTextEditor;
  if (!client || !editor) return undefined;
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  return client.sendRequest("workspace/executeCommand", {
    command: "leadscore.runTest",
    arguments: [uri],
  });
}

function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("leadscore.runTests", runTests),
    vscode.commands.registerCommand("leadscore.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("leadscore.path")) restart();
    }),
  );
  return start();
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
