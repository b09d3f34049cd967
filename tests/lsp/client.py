#!/usr/bin/env python3
"""A client that drives `leadscore lsp` over a pipe: client.py LEADSCORE."""
import json
import pathlib
import signal
import subprocess
import sys
import tempfile

URI = "file:///models/a%20model.score"


class Client:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.count = 0
        self.published = []
        self.others = []  # what else the server said without being asked

    def send_body(self, body):
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        size = 0
        while True:
            line = self.process.stdout.readline()
            assert line, "the server went"
            if line == b"\r\n":
                return json.loads(self.process.stdout.read(size))
            size = int(line.split(b":")[1])

    def notify(self, method, params):
        self.send_body(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def request(self, method, params=None):
        self.count += 1
        message = {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params or {}}
        self.send_body(json.dumps(message).encode())
        while True:
            answer = self.read_answer()
            if answer is not None:
                assert answer["id"] == self.count, answer
                return answer

    def read_answer(self):
        """The next message, if it is an answer; the others are kept."""
        message = self.read()
        if "method" not in message:
            return message
        if message["method"] == "textDocument/publishDiagnostics":
            self.published.append(message["params"])
        else:
            self.others.append(message)
        return None

    def wait_for(self, method):
        """Reads on until the server says that, and answers if it asks."""
        signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"waited for {method}"))
        signal.alarm(60)
        while True:
            for message in self.others:
                if message["method"] == method:
                    self.others.remove(message)
                    signal.alarm(0)
                    if "id" in message:
                        answer = {"jsonrpc": "2.0", "id": message["id"], "result": None}
                        self.send_body(json.dumps(answer).encode())
                    return message.get("params")
            assert self.read_answer() is None

    def diagnostics(self, version, codes):
        """Reads on until these are what is known of that version: advice comes later."""
        seen = []
        signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"wanted {codes}, saw {seen}"))
        signal.alarm(60)
        while True:
            while not self.published:
                assert self.read_answer() is None
            params = self.published.pop(0)
            found = params["diagnostics"]
            seen.append((params.get("version"), [each["code"] for each in found]))
            if seen[-1] == (version, codes):
                signal.alarm(0)
                return found


def equal(seen, wanted):
    assert seen == wanted, f"saw {seen!r}, wanted {wanted!r}"


def at(line, character):
    return {"line": line, "character": character}


def change(client, version, edit, codes):
    client.notify("textDocument/didChange", {
        "textDocument": {"uri": URI, "version": version}, "contentChanges": [edit]})
    return client.diagnostics(version, codes)


def session(encoding, width):
    client = Client([sys.argv[1], "lsp"])
    equal(client.request("textDocument/codeAction")["error"]["code"], -32002)
    answer = client.request("initialize", {
        "capabilities": {"general": {"positionEncodings": [encoding]}}})
    equal(answer["result"]["capabilities"]["positionEncoding"], encoding)
    client.notify("initialized", {})

    for body, code in ((b"{", -32700), (b"7", -32600), (b"[" * 100000, -32700)):
        client.send_body(body)
        equal(client.read()["error"]["code"], code)
    client.send_body(b'{"id":0,"method":"no/such","params":' + b"[" * 99999 + b"]" * 99999 + b"}")
    equal(client.read()["error"]["code"], -32601)
    equal(client.request("no/such")["error"]["code"], -32601)
    equal(client.request("textDocument/codeAction", {"range": 7})["error"]["code"], -32602)

    client.notify("textDocument/didOpen", {"textDocument": {
        "uri": URI, "languageId": "score", "version": 1,
        "text": 'when country is "\U0001F4A1" and plan is US +5\nmql at 5\n'}})
    found = client.diagnostics(1, ["bare-word"])
    begin = len('when country is "" and plan is ') + width
    equal(found[0]["range"], {"start": at(0, begin), "end": at(0, begin + 2)})

    actions = client.request("textDocument/codeAction", {
        "textDocument": {"uri": URI}, "range": found[0]["range"],
        "context": {"diagnostics": []}})["result"]
    edits = [edit for each in actions for edit in each["edit"]["changes"][URI]]
    assert any(edit["newText"] == '"US"' for edit in edits), actions
    equal(actions[0]["diagnostics"], found)

    change(client, 2, {"range": found[0]["range"], "text": '"US"'}, [])
    past_the_end = {"start": at(10**9, 10**9), "end": at(0, 0)}
    change(client, 3, {"range": past_the_end, "text": "mql at\n"}, ["unfinished"])
    # What it advises comes a little later, from a thread of its own.
    change(client, 4, {"text": "when country is known +5\nmql at 9\n"}, ["unreachable-stage"])
    client.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    client.diagnostics(None, [])

    equal(client.request("shutdown")["result"], None)
    equal(client.request("shutdown")["error"]["code"], -32600)
    client.notify("exit", {})
    equal(client.process.wait(10), 0)


def helped(encoding, width):
    """An author is helped: completion, hover, hints, lenses, a test that is run."""
    text = ('when country is "\U0001F4A1" and country is \n'
            'when country is "\U0001F4A1" +0.5\n'
            'when employees >= 50 +15\n'
            'test "large" { lead { employees: 60 }; expect score 20 }\n')
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "leadscore.toml").write_text('[lsp]\nsample = "leads.jsonl"\n')
        (folder / "leads.jsonl").write_text('{"employees": 60}\n{"employees": 5}\n{}\n')
        uri = (folder / "model.score").as_uri()
        client = Client([sys.argv[1], "lsp"])
        client.request("initialize", {"capabilities": {
            "general": {"positionEncodings": [encoding]},
            "workspace": {"inlayHint": {"refreshSupport": True},
                          "codeLens": {"refreshSupport": True}}}})
        client.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "score", "version": 1, "text": text}})
        document = {"textDocument": {"uri": uri}}
        end = len('when country is "" and country is ') + width
        items = client.request("textDocument/completion",
                               {**document, "position": at(0, end)})["result"]
        texts = [item for item in items if item["label"] == '"\U0001F4A1"']
        equal(texts[0]["textEdit"]["range"], {"start": at(0, end), "end": at(0, end)})

        client.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": 2},
            "contentChanges": [{"range": {"start": at(0, 0), "end": at(1, 0)}, "text": ""}]})
        client.wait_for("workspace/inlayHint/refresh")
        client.wait_for("workspace/codeLens/refresh")
        lenses = client.request("textDocument/codeLens", document)["result"]
        titles = sorted(lens["command"]["title"] for lens in lenses)
        equal(titles, ["fires on 0 of 3 leads", "fires on 1 of 3 leads",
                       "run test: failed, line 3: expected score 20, actual score 15"])
        command = [lens["command"] for lens in lenses if lens["command"]["command"]][0]
        del command["title"]
        result = client.request("workspace/executeCommand", command)["result"]
        equal((result["passed"], result["failed"]), (0, 1))
        said = client.wait_for("window/showMessage")
        equal(said["message"], "failed: large\nline 3: expected score 20, actual score 15")

        with (folder / "leads.jsonl").open("a") as leads:
            leads.write('{"employees": 500}\n')
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})
        client.wait_for("workspace/inlayHint/refresh")
        client.wait_for("workspace/codeLens/refresh")
        lenses = client.request("textDocument/codeLens", document)["result"]
        equal([lens["command"]["title"] for lens in lenses][-1], "fires on 2 of 4 leads")

        hints = client.request("textDocument/inlayHint", {
            **document, "range": {"start": at(0, 0), "end": at(3, 0)}})["result"]
        equal([hint["label"] for hint in hints], [": text", ": number"])
        hover = client.request("textDocument/hover", {**document, "position": at(1, 22)})["result"]
        assert "gives 0 to 15 points" in hover["contents"]["value"], hover
        client.request("shutdown")
        client.notify("exit", {})
        equal(client.process.wait(10), 0)


def navigation():
    """A model with a file that is only on the disk: what names mean, and their new names."""
    client = Client([sys.argv[1], "lsp"])
    found = client.request("initialize", {"capabilities": {}})["result"]["capabilities"]
    legend = found["semanticTokensProvider"]["legend"]
    with tempfile.TemporaryDirectory() as folder:
        shop = pathlib.Path(folder).resolve() / "the shop.score"
        shop.write_text('# The shop.\nlead { plan: text }\n', encoding="utf-8")
        model = shop.with_name("model.score").as_uri()
        text = 'use "the shop.score"\nwhen plan is "\U0001F4A1" and plan is known +5\nhot   at 5\n'
        client.notify("textDocument/didOpen", {"textDocument": {
            "uri": model, "languageId": "score", "version": 1, "text": text}})

        def ask(method, **params):
            answer = client.request("textDocument/" + method,
                                    {"textDocument": {"uri": model}, **params})
            return answer.get("result", answer.get("error"))

        def span(line, begin, end):
            return {"start": at(line, begin), "end": at(line, end)}

        place = at(1, 24)  # the second `plan`
        uses = [span(1, 5, 9), span(1, 22, 26)]
        equal(ask("definition", position=place), {"uri": shop.as_uri(), "range": span(1, 7, 11)})
        equal([each["range"] for each in ask("documentHighlight", position=place)], uses)
        equal([each["uri"] for each in ask("references", position=place,
                                           context={"includeDeclaration": True})],
              [model, model, shop.as_uri()])
        equal(ask("prepareRename", position=place),
              {"range": uses[1], "placeholder": "plan"})
        equal(ask("rename", position=place, newName="tariff")["changes"][shop.as_uri()],
              [{"range": span(1, 7, 11), "newText": "tariff"}])
        equal(ask("rename", position=place, newName="when")["code"], -32803)
        equal([each["name"] for each in ask("documentSymbol")],
              ['when plan is "\U0001F4A1" and plan is known', "hot"])
        equal(ask("foldingRange"), [])
        equal(len(ask("selectionRange", positions=[place, at(9, 9)])), 2)
        equal(ask("formatting", options={"tabSize": 2, "insertSpaces": True}),
              [{"range": {"start": at(2, 0), "end": at(3, 0)}, "newText": "hot at 5\n"}])
        equal(ask("documentLink"), [{"range": span(0, 5, 19), "target": shop.as_uri()}])
        field = legend["tokenTypes"].index("property")
        stage = legend["tokenTypes"].index("enumMember")
        declared = 1 << legend["tokenModifiers"].index("declaration")
        equal(ask("semanticTokens/full")["data"],
              [1, 5, 4, field, 0, 0, 17, 4, field, 0, 1, 0, 3, stage, declared])
    client.request("shutdown")
    client.notify("exit", {})
    equal(client.process.wait(10), 0)


def impolite():
    client = Client([sys.argv[1], "lsp"])
    client.notify("exit", {})
    equal(client.process.wait(10), 1)


session("utf-16", 2)
session("utf-8", 4)
helped("utf-16", 2)
helped("utf-8", 4)
navigation()
impolite()
