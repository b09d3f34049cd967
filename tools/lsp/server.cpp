#include "tools/lsp/server.hpp"

#include "compiler/compile.hpp"
#include "tools/lsp/positions.hpp"

#include <nlohmann/json.hpp>

#include <exception>
#include <map>

namespace leadscore::lsp {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kInternalError = -32603;
constexpr int kNotInitialized = -32002;

struct Document {
  std::string text;
  Json version;
  std::unique_ptr<Compilation> compilation;
};

/// `file:///models/a%20b.score` as a path; another address stays as it is.
std::string path_of(std::string_view uri) {
  constexpr std::string_view kScheme = "file://";
  if (!uri.starts_with(kScheme)) return std::string(uri);
  uri.remove_prefix(kScheme.size());
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  std::string path;
  for (std::size_t at = 0; at < uri.size(); ++at) {
    const bool has_two = uri[at] == '%' && at + 2 < uri.size();
    if (has_two && digit(uri[at + 1]) >= 0 && digit(uri[at + 2]) >= 0) {
      path += static_cast<char>(digit(uri[at + 1]) * 16 + digit(uri[at + 2]));
      at += 2;
    } else {
      path += uri[at];
    }
  }
  return path;
}

/// What is no whole number from 0 is taken as 0.
std::uint64_t count_of(const Json& json) {
  return json.is_number_unsigned() ? json.get<std::uint64_t>() : 0;
}

Position position_of(const Json& json) {
  return {count_of(json.at("line")), count_of(json.at("character"))};
}

Json failure(const Json& id, int code, std::string_view message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}

Json place(const SourceMap& sources, FileId file, std::uint32_t offset, Encoding encoding) {
  const std::uint32_t line = sources.line_of(file, offset);
  const std::string_view text = sources.line_text(file, line);
  const auto begin = static_cast<std::size_t>(text.data() - sources.text(file).data());
  const std::string_view before = text.substr(0, offset > begin ? offset - begin : 0);
  return {{"line", line - 1}, {"character", characters_of(before, encoding)}};
}

Json range_of(const SourceMap& sources, Span span, Encoding encoding) {
  return {{"start", place(sources, span.file, span.begin, encoding)},
          {"end", place(sources, span.file, span.end, encoding)}};
}

Json diagnostic_of(const Compilation& compiled, const Diagnostic& found, Encoding encoding) {
  std::string message = found.message;
  for (const std::string& help : found.help) message += "\n" + help;
  const int severity = found.severity == Severity::kError     ? 1
                       : found.severity == Severity::kWarning ? 2
                                                              : 3;
  return {{"range", range_of(compiled.sources, found.span, encoding)},
          {"severity", severity},
          {"code", kind_name(found.kind)},
          {"source", "leadscore"},
          {"message", message}};
}

}  // namespace

struct Server::State {
  Encoding encoding = Encoding::kUtf16;
  bool is_initialized = false;
  bool was_shut_down = false;
  bool has_ended = false;
  std::map<std::string, Document, std::less<>> documents;
  std::vector<Json> out;

  void publish(const std::string& uri, Document& document) {
    document.compilation = std::make_unique<Compilation>(
        compile(path_of(uri), document.text, {.files = disk_files(), .library = {}}));
    const Compilation& compiled = *document.compilation;
    Json list = Json::array();
    for (const Diagnostic& found : compiled.diagnostics.all()) {
      if (found.span.file != compiled.file || found.severity == Severity::kOff) continue;
      list.push_back(diagnostic_of(compiled, found, encoding));
    }
    notify(uri, document.version, std::move(list));
  }

  void notify(const std::string& uri, const Json& version, Json diagnostics) {
    Json params = {{"uri", uri}, {"diagnostics", std::move(diagnostics)}};
    if (version.is_number()) params["version"] = version;
    out.push_back({{"jsonrpc", "2.0"},
                   {"method", "textDocument/publishDiagnostics"},
                   {"params", std::move(params)}});
  }

  Json initialize(const Json& params) {
    const Json::json_pointer offered("/capabilities/general/positionEncodings");
    if (params.contains(offered)) {
      for (const Json& name : params.at(offered)) {
        if (name == "utf-8") encoding = Encoding::kUtf8;
      }
    }
    is_initialized = true;
    return {{"capabilities",
             {{"positionEncoding", encoding == Encoding::kUtf8 ? "utf-8" : "utf-16"},
              {"textDocumentSync", {{"openClose", true}, {"change", 2}}},
              {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}}}},
            {"serverInfo", {{"name", "leadscore"}}}};
  }

  void change(const Json& params) {
    const auto uri = params.at("textDocument").at("uri").get<std::string>();
    const auto found = documents.find(uri);
    if (found == documents.end()) return;
    Document& document = found->second;
    for (const Json& edit : params.at("contentChanges")) {
      const auto& text = edit.at("text").get_ref<const std::string&>();
      if (!edit.contains("range")) {
        document.text = text;
        continue;
      }
      const Json& range = edit.at("range");
      const auto begin = offset_of(document.text, position_of(range.at("start")), encoding);
      const auto end = offset_of(document.text, position_of(range.at("end")), encoding);
      document.text.replace(begin, end > begin ? end - begin : 0, text);
    }
    document.version = params.at("textDocument").value("version", Json());
    publish(uri, document);
  }

  /// The fixes of what is wrong where the editor asks.
  Json actions(const Json& params) {
    Json actions = Json::array();
    const auto uri = params.at("textDocument").at("uri").get<std::string>();
    const auto found = documents.find(uri);
    if (found == documents.end() || !found->second.compilation) return actions;
    const Compilation& compiled = *found->second.compilation;
    const std::string& text = found->second.text;
    const auto begin = offset_of(text, position_of(params.at("range").at("start")), encoding);
    const auto end = offset_of(text, position_of(params.at("range").at("end")), encoding);
    for (const Diagnostic& diagnostic : compiled.diagnostics.all()) {
      const Span span = diagnostic.span;
      if (span.file != compiled.file || span.begin > end || span.end < begin) continue;
      for (const Fix& fix : diagnostic.fixes) {
        if (fix.span.file != compiled.file) continue;
        Json edits = Json::array();
        edits.push_back(
            {{"range", range_of(compiled.sources, fix.span, encoding)}, {"newText", fix.text}});
        actions.push_back({{"title", fix.description},
                           {"kind", "quickfix"},
                           {"diagnostics", {diagnostic_of(compiled, diagnostic, encoding)}},
                           {"isPreferred", fix.safety == FixSafety::kSafe},
                           {"edit", {{"changes", {{uri, std::move(edits)}}}}}});
      }
    }
    return actions;
  }

  void take_notification(const std::string& method, const Json& params) {
    if (method == "exit") has_ended = true;
    if (!is_initialized || was_shut_down) return;
    if (method == "textDocument/didOpen") {
      const Json& given = params.at("textDocument");
      const auto uri = given.at("uri").get<std::string>();
      Document& document = documents[uri];
      document.text = given.at("text").get<std::string>();
      document.version = given.value("version", Json());
      publish(uri, document);
    } else if (method == "textDocument/didChange") {
      change(params);
    } else if (method == "textDocument/didClose") {
      const auto uri = params.at("textDocument").at("uri").get<std::string>();
      if (documents.erase(uri) > 0) notify(uri, Json(), Json::array());
    }
  }

  Json answer(const Json& id, const std::string& method, const Json& params) {
    if (was_shut_down) return failure(id, kInvalidRequest, "the server was shut down");
    Json result;
    if (method == "initialize") {
      if (is_initialized) return failure(id, kInvalidRequest, "already initialized");
      result = initialize(params);
    } else if (!is_initialized) {
      return failure(id, kNotInitialized, "`initialize` comes first");
    } else if (method == "shutdown") {
      was_shut_down = true;
    } else if (method == "textDocument/codeAction") {
      result = actions(params);
    } else {
      return failure(id, kMethodNotFound, "there is no such method");
    }
    return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
  }

  void take(const Json& message) {
    const Json id = message.is_object() ? message.value("id", Json()) : Json();
    if (!message.is_object() || !message.contains("method") || !message["method"].is_string()) {
      // An answer to us has no method; we ask nothing, so it needs none.
      if (!message.is_object() || !message.contains("id") ||
          !(message.contains("result") || message.contains("error"))) {
        out.push_back(failure(id, kInvalidRequest, "this is no request"));
      }
      return;
    }
    const auto method = message["method"].get<std::string>();
    const Json params = message.value("params", Json::object());
    const bool is_request = message.contains("id");
    try {
      if (is_request) {
        out.push_back(answer(id, method, params));
      } else {
        take_notification(method, params);
      }
    } catch (const Json::exception& error) {
      if (is_request) out.push_back(failure(id, kInvalidParams, error.what()));
    } catch (const std::exception& error) {
      if (is_request) out.push_back(failure(id, kInternalError, error.what()));
    }
  }
};

Server::Server() : state_(std::make_unique<State>()) {}
Server::~Server() = default;

bool Server::has_ended() const { return state_->has_ended; }
bool Server::was_asked_to_stop() const { return state_->was_shut_down; }

std::vector<std::string> Server::handle(std::string_view body) {
  state_->out.clear();
  // Brackets deeper than any message has them would end the stack of the reader of values.
  const Json message = Json::parse(
      body, [](int depth, Json::parse_event_t, Json&) { return depth < 64; }, false);
  if (message.is_discarded()) {
    state_->out.push_back(failure(Json(), kParseError, "this is no JSON"));
  } else {
    state_->take(message);
  }
  std::vector<std::string> bodies;
  for (const Json& json : state_->out) {
    bodies.push_back(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  return bodies;
}

}  // namespace leadscore::lsp
