// Requests of an editor and their answers: tests/lsp/FEATURE/NAME.score is a document, in which
// each `<|>` is a place where `textDocument/FEATURE` is asked; NAME.json beside it, if there is
// one, holds further parameters. Without a `<|>` the whole document is asked about. The files of
// tests/lsp/used are open in the editor, too, as `used/NAME.score`.
#include "tests/golden/golden_file.hpp"
#include "tools/cli/editor_services.hpp"
#include "tools/lsp/document.hpp"
#include "tools/lsp/server.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

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

/// A session in which the document is open, its advice given.
class Editor {
 public:
  explicit Editor(std::string uri) : uri_(std::move(uri)), server_(cli::editor_services()) {
    (void)send({{"id", 0}, {"method", "initialize"}, {"params", Json::object()}});
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
      (void)server_.finish(*job, services.find_all(*job->compiled, lsp::path_of(job->uri)));
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
  const std::string method = "textDocument/" + path.parent_path().filename().string();
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
    const Json answer = readable(editor.ask(method, std::move(params)));
    answers += fmt::format("{}: {}\n", place.get<std::string>(), answer.dump(2));
  };
  for (const std::uint32_t mark : asked.marks) {
    Json params = given;
    params["position"] = range(mark, mark)["start"];
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

}  // namespace
}  // namespace leadscore::golden
