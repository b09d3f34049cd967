// Requests of an editor and their answers: tests/lsp/FEATURE/NAME.score is a document, in which
// each `<|>` is a place where `textDocument/FEATURE` is asked; NAME.json beside it, if there is
// one, holds further parameters. Without a `<|>` the whole document is asked about. The files of
// tests/lsp/used are open in the editor, too, as `used/NAME.score`.
#include "tests/golden/golden_file.hpp"
#include "tools/cli/editor_services.hpp"
#include "tools/lsp/document.hpp"
#include "tools/lsp/phrases.hpp"
#include "tools/lsp/server.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace leadscore::golden {
namespace {

namespace fs = std::filesystem;
using lsp::Json;

constexpr std::string_view kMark = "<|>";
constexpr std::string_view kUsed = "used";

struct Case {
  std::string text;                  // without the marks
  std::vector<std::uint32_t> marks;  // bytes of `text`
};

Case read_case(const fs::path& path) {
  Case result;
  std::string_view rest;
  const std::string marked = read_file(path);
  for (rest = marked;;) {
    const std::size_t mark = rest.find(kMark);
    result.text += rest.substr(0, mark);
    if (mark == std::string_view::npos) return result;
    result.marks.push_back(static_cast<std::uint32_t>(result.text.size()));
    rest.remove_prefix(mark + kMark.size());
  }
}

/// Places as `3:14` and ranges as `3:14-3:20`, counted from 0 as the protocol does.
Json readable(const Json& json) {
  if (json.is_object() && json.contains("line") && json.contains("character")) {
    return fmt::format("{}:{}", json["line"].get<int>(), json["character"].get<int>());
  }
  if (json.is_object() && json.contains("start") && json.contains("end")) {
    return fmt::format("{}-{}", readable(json["start"]).get<std::string>(),
                       readable(json["end"]).get<std::string>());
  }
  if (!json.is_structured()) return json;
  Json result = json;
  for (auto& each : result) each = readable(each);
  return result;
}

/// A completion on one line: where it goes, what is written, its kind, and what is said of it;
/// of words of the language not what they mean, which is in a table.
Json readable_completion(const Json& item) {
  const Json& edit = item["textEdit"];
  std::string line = fmt::format("{} {} ({})", readable(edit["range"]).get<std::string>(),
                                 edit["newText"].dump(), item["kind"].get<int>());
  if (item["label"] != edit["newText"]) line += " as " + item["label"].get<std::string>();
  if (item.contains("detail")) line += " | " + item["detail"].get<std::string>();
  constexpr std::array kWordKinds = {11, 14, 15, 24};
  const bool is_word = std::ranges::count(kWordKinds, item["kind"].get<int>()) > 0;
  if (item.contains("documentation") && !is_word)
    line += " | " + item["documentation"].get<std::string>();
  return line;
}

Json readable_answer(const std::string& method, const Json& answer) {
  if (method != "textDocument/completion" || !answer.is_array()) return readable(answer);
  Json lines = Json::array();
  for (const Json& item : answer) lines.push_back(readable_completion(item));
  return lines;
}

/// A session in which the document is open, its advice given.
class Editor {
 public:
  explicit Editor(std::string uri) : uri_(std::move(uri)), server_(cli::editor_services()) {
    const Json item = {{"snippetSupport", true}};
    const Json document = {{"completion", {{"completionItem", item}}}};
    (void)send({{"id", 0},
                {"method", "initialize"},
                {"params", {{"capabilities", {{"textDocument", document}}}}}});
    for (const fs::path& used : files_below(tests_folder() / "lsp" / kUsed, ".score")) {
      open("file:///models/used/" + used.filename().string(), read_file(used));
    }
  }

  void open(const std::string& text) { open(uri_, text); }

  [[nodiscard]] Json ask(const std::string& method, Json params) {
    params["textDocument"] = {{"uri", uri_}};
    const auto bodies = send({{"id", 1}, {"method", method}, {"params", std::move(params)}});
    REQUIRE(bodies.size() == 1);
    const Json answer = Json::parse(bodies.front());
    return answer.contains("error") ? answer["error"] : answer["result"];
  }

 private:
  void open(const std::string& uri, const std::string& text) {
    (void)send({{"method", "textDocument/didOpen"},
                {"params",
                 {{"textDocument",
                   {{"uri", uri}, {"languageId", "score"}, {"version", 1}, {"text", text}}}}}});
    const lsp::Services services = cli::editor_services();
    while (const auto job = server_.take_advice_job()) {
      const std::string path = lsp::path_of(job->uri);
      (void)server_.finish(*job, services.find_all(*job->compiled, path));
      (void)server_.finish(*job, lsp::study(job->compiled, path, services));
    }
  }

  std::vector<std::string> send(Json message) {
    message["jsonrpc"] = "2.0";
    return server_.handle(message.dump());
  }

  std::string uri_;
  lsp::Server server_;
};

/// The answers at all marks, or about the whole document.
std::string answers_of(const fs::path& path) {
  std::string method = "textDocument/" + path.parent_path().filename().string();
  if (method.ends_with("semanticTokens")) method += "/full";
  const Case asked = read_case(path);
  Editor editor("file:///models/" + path.filename().string());
  editor.open(asked.text);
  const fs::path more = fs::path(path).replace_extension(".json");
  const Json given = fs::exists(more) ? Json::parse(read_file(more)) : Json::object();

  SourceMap sources;
  const FileId file = sources.add("", asked.text);
  const auto range = [&](std::uint32_t begin, std::uint32_t end) {
    return lsp::range_json(sources, {.file = file, .begin = begin, .end = end},
                           lsp::Encoding::kUtf16);
  };
  std::string answers;
  const auto ask = [&](Json params) {
    const Json place = params.contains("position") ? readable(params["position"]) : "document";
    const Json answer = readable_answer(method, editor.ask(method, std::move(params)));
    answers += fmt::format("{}: {}\n", place.get<std::string>(), answer.dump(2));
  };
  for (const std::uint32_t mark : asked.marks) {
    Json params = given;
    params["position"] = range(mark, mark)["start"];
    params["positions"] = {params["position"]};
    params["range"] = range(mark, mark);
    ask(std::move(params));
  }
  if (asked.marks.empty()) {
    Json params = given;
    params["range"] = range(0, static_cast<std::uint32_t>(asked.text.size()));
    ask(std::move(params));
  }
  return answers;
}

TEST_CASE("lsp: what the language server answers an editor") {
  const std::vector<fs::path> cases = files_below(tests_folder() / "lsp", ".score");
  CHECK_MESSAGE(!cases.empty(), "there are no cases in tests/lsp");
  for (const fs::path& path : cases) {
    if (path.parent_path().filename() == kUsed) continue;
    CAPTURE(name_of(path));
    check_golden(fs::path(path).replace_extension(".expected"), answers_of(path));
  }
}

/// The words that stand in quotes in the grammar for people.
std::set<std::string> words_of_grammar() {
  std::set<std::string> words;
  const std::string grammar =
      read_file(tests_folder().parent_path() / "grammar" / "leadscore.ebnf");
  for (std::size_t at = grammar.find('"'); at != std::string::npos; at = grammar.find('"', at)) {
    const std::size_t end = grammar.find('"', at + 1);
    if (end == std::string::npos) break;
    const std::string word = grammar.substr(at + 1, end - at - 1);
    const bool is_word = word.size() > 1 && std::ranges::all_of(word, [](char c) {
                           return (c >= 'a' && c <= 'z') || c == '/';
                         });
    if (is_word) words.insert(word);
    at = end + 1;
  }
  return words;
}

TEST_CASE("lsp: every word of the language is explained") {
  std::set<std::string> explained;
  for (const lsp::Phrase& phrase : lsp::all_phrases()) {
    CHECK_MESSAGE(phrase.meaning.ends_with('.'), phrase.words);
    for (std::string_view rest = phrase.words; !rest.empty();
         rest = lsp::without_first_words(rest, 1)) {
      explained.emplace(rest.substr(0, rest.find(' ')));
    }
  }
  const std::set<std::string> words = words_of_grammar();
  CHECK(words.size() > 100);
  for (const std::string& word : words) {
    const bool is_explained = explained.contains(word) || explained.contains(word + "s");
    CHECK_MESSAGE(is_explained, word);
  }
}

TEST_CASE("lsp: every place of a model has an answer, also where the text ends there") {
  const fs::path examples = tests_folder().parent_path() / "examples";
  const std::string text = read_file(files_below(examples, ".score").front());
  constexpr std::size_t kStep = 61;  // no multiple of a line's length
  for (std::size_t at = 0; at < text.size(); at += kStep) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;  // inside a character
    Editor editor("file:///models/cut.score");
    editor.open(text.substr(0, at));
    SourceMap sources;
    const FileId file = sources.add("", text.substr(0, at));
    for (const std::size_t place : {at, at / 2}) {
      const Json position = lsp::position_json(sources, file, static_cast<std::uint32_t>(place),
                                               lsp::Encoding::kUtf16);
      for (const char* method : {"completion", "hover", "signatureHelp"}) {
        CAPTURE(place);
        CAPTURE(method);
        const Json answer =
            editor.ask(std::string("textDocument/") + method, {{"position", position}});
        CHECK_MESSAGE(!(answer.is_object() && answer.contains("code")), answer.dump());
      }
    }
  }
}

TEST_CASE("lsp: an editor without snippets gets words") {
  lsp::Server server;
  const auto send = [&server](Json message) {
    message["jsonrpc"] = "2.0";
    return server.handle(message.dump());
  };
  (void)send({{"id", 0}, {"method", "initialize"}, {"params", Json::object()}});
  const Json document = {{"uri", "file:///a.score"}, {"version", 1}, {"text", "when "}};
  (void)send({{"method", "textDocument/didOpen"}, {"params", {{"textDocument", document}}}});
  const Json place = {{"line", 0}, {"character", 5}};
  const auto bodies = send({{"id", 1},
                            {"method", "textDocument/completion"},
                            {"params", {{"textDocument", document}, {"position", place}}}});
  bool has_event = false;
  const Json items = Json::parse(bodies.back())["result"];
  for (const Json& item : items) {
    CHECK(item["insertTextFormat"] == 1);
    const auto text = item["textEdit"]["newText"].get<std::string>();
    CHECK_MESSAGE(text.find('$') == std::string::npos, text);
    has_event = has_event || text == "visited()";
  }
  CHECK(has_event);
}

}  // namespace
}  // namespace leadscore::golden
