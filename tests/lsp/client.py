#!/usr/bin/env python3
"""A client that drives `leadscore lsp` over a pipe: client.py LEADSCORE."""
import json
import signal
import subprocess
import sys

URI = "file:///models/a%20model.score"


class Client:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.count = 0
        self.published = []

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
            answer = self.read()
            if answer.get("method") != "textDocument/publishDiagnostics":
                assert answer["id"] == self.count, answer
                return answer
            self.published.append(answer["params"])

    def diagnostics(self, version, codes):
        """Reads on until these are what is known of that version: advice comes later."""
        seen = []
        signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"wanted {codes}, saw {seen}"))
        signal.alarm(60)
        while True:
            params = self.published.pop(0) if self.published else self.read()["params"]
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


def impolite():
    client = Client([sys.argv[1], "lsp"])
    client.notify("exit", {})
    equal(client.process.wait(10), 1)


session("utf-16", 2)
session("utf-8", 4)
impolite()
