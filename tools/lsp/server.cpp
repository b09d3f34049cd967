#include "tools/lsp/server.hpp"

#include "compiler/compile.hpp"
#include "tools/lsp/diagnostics.hpp"
#include "tools/lsp/document.hpp"
#include "tools/lsp/features.hpp"
#include "tools/lsp/run_test.hpp"
#include "tools/lsp/semantic_tokens.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace leadscore::lsp {
namespace {

constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kInternalError = -32603;
constexpr int kNotInitialized = -32002;
constexpr int kRequestFailed = -32803;

/// So much waits to be destroyed at most: it is memory.
constexpr std::size_t kMostRetired = 32;

/// What answers a method: with JSON, or, where it may refuse, with a Result.
struct Feature {
  using Answer = Json (*)(const Request& request);
  using Attempt = Result<Json> (*)(const Request& request);

  constexpr Feature(std::string_view name, Answer answers) : method(name), answer(answers) {}
  constexpr Feature(std::string_view name, Attempt attempts) : method(name), attempt(attempts) {}

  std::string_view method;
  Answer answer = nullptr;
  Attempt attempt = nullptr;
};

constexpr std::array kFeatures = {
    Feature{"textDocument/codeAction", code_actions},
    Feature{"textDocument/definition", definition},
    Feature{"textDocument/references", references},
    Feature{"textDocument/prepareRename", prepare_rename},
    Feature{"textDocument/rename", rename},
    Feature{"textDocument/documentHighlight", document_highlights},
    Feature{"textDocument/completion", completion},
    Feature{"textDocument/hover", hover},
    Feature{"textDocument/signatureHelp", signature_help},
    Feature{"textDocument/inlayHint", inlay_hints},
    Feature{"textDocument/codeLens", code_lenses},
    Feature{"textDocument/documentSymbol", document_symbols},
    Feature{"textDocument/foldingRange", folding_ranges},
    Feature{"textDocument/selectionRange", selection_ranges},
    Feature{"textDocument/formatting", formatting},
    Feature{"textDocument/semanticTokens/full", semantic_tokens},
    Feature{"textDocument/documentLink", document_links},
};

/// What the server can do, as `initialize` tells the editor.
Json capabilities(Encoding encoding) {
  return {{"positionEncoding", encoding == Encoding::kUtf8 ? "utf-8" : "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", 2}}},
          {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"renameProvider", {{"prepareProvider", true}}},
          {"documentHighlightProvider", true},
          {"completionProvider", {{"triggerCharacters", {"\"", "(", "[", " "}}}},
          {"hoverProvider", true},
          {"signatureHelpProvider", {{"triggerCharacters", {"(", ",", " "}}}},
          {"inlayHintProvider", true},
          {"codeLensProvider", Json::object()},
          {"executeCommandProvider", {{"commands", {kRunTestCommand}}}},
          {"documentSymbolProvider", true},
          {"foldingRangeProvider", true},
          {"selectionRangeProvider", true},
          {"documentFormattingProvider", true},
          {"semanticTokensProvider", {{"legend", semantic_tokens_legend()}, {"full", true}}},
          {"documentLinkProvider", Json::object()}};
}

Json failure(const Json& id, int code, std::string_view message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}

bool has_errors(const std::vector<Diagnostic>& found) {
  return std::ranges::count(found, Severity::kError, &Diagnostic::severity) > 0;
}

/// Whether the compilation read the file at `path` beside its own.
bool uses_file(const Compilation& compiled, std::string_view path) {
  const FileAccess files = disk_files();
  const std::string identity = files.identity_of(std::string(path));
  for (std::uint32_t file = 0; file < compiled.sources.file_count(); ++file) {
    if (FileId{file} == compiled.file) continue;
    if (files.identity_of(std::string(compiled.sources.name(FileId{file}))) == identity) {
      return true;
    }
  }
  return false;
}

}  // namespace

struct Server::State {
  Services services;
  Encoding encoding = Encoding::kUtf16;
  bool takes_snippets = false;
  bool refreshes_hints = false;   // asks again when told that hints have changed
  bool refreshes_lenses = false;  // and lenses
  std::uint64_t sent_requests = 0;
  bool is_initialized = false;
  bool was_shut_down = false;
  bool has_ended = false;
  Documents documents;
  std::vector<Json> out;
  Retired retired;

  /// The files that a document uses: as they are in the editor if they are open there.
  FileAccess files() const {
    FileAccess access = disk_files();
    access.read = [this, disk = access](const std::string& path) -> Result<std::string> {
      const std::string identity = disk.identity_of(path);
      for (const auto& [uri, document] : documents) {
        if (disk.identity_of(path_of(uri)) == identity) return document.text;
      }
      return disk.read(path);
    };
    return access;
  }

  /// Compiles the document's newest text. Mistakes are told at once, and that they are gone; a text
  /// without any waits for its advice, so that advice does not come and go with every keystroke.
  void compile_document(Document& document) {
    const bool showed_errors = has_errors(document.found);
    const std::string path = path_of(document.uri);
    auto compiled = std::make_shared<const Compilation>(
        compile_to_model(path, document.text, {.files = files(), .library = {}}));
    retire(std::exchange(document.compiled, std::move(compiled)));
    retire(std::exchange(document.mentions, nullptr));
    if (document.compiled->model) retire(std::exchange(document.last_model, document.compiled));
    const bool has_mistakes = document.compiled->diagnostics.has_errors();
    document.waits_for_advice = !has_mistakes;
    if (has_mistakes) {
      publish(document, services.find_all(*document.compiled, path));
    } else if (showed_errors) {
      publish(document, document.compiled->diagnostics.all());
    }
  }

  /// Keeps what a document no longer needs, for take_retired(): it takes long to destroy.
  void retire(std::shared_ptr<const void> old) {
    if (retired.size() == kMostRetired) retired.clear();
    if (old) retired.push_back(std::move(old));
  }

  void publish(Document& document, std::vector<Diagnostic> found) {
    document.found = std::move(found);
    notify(document.uri, document.version,
           diagnostics_json(*document.compiled, document.found, document.uri, encoding));
  }

  void notify(const std::string& uri, const Json& version, Json diagnostics) {
    Json params = {{"uri", uri}, {"diagnostics", std::move(diagnostics)}};
    if (version.is_number()) params["version"] = version;
    out.push_back({{"jsonrpc", "2.0"},
                   {"method", "textDocument/publishDiagnostics"},
                   {"params", std::move(params)}});
  }

  /// The other open documents that use the one at `uri` are wrong or right with it.
  void compile_users_of(const std::string& uri) {
    const std::string path = path_of(uri);
    for (auto& [other, document] : documents) {
      if (other != uri && uses_file(*document.compiled, path)) compile_document(document);
    }
  }

  /// Files beside the open ones have changed: what documents use, or the settings of their project.
  void compile_all() {
    for (auto& [uri, document] : documents) compile_document(document);
  }

  Json initialize(const Json& params) {
    const Json::json_pointer offered("/capabilities/general/positionEncodings");
    if (params.contains(offered)) {
      for (const Json& name : params.at(offered)) {
        if (name == "utf-8") encoding = Encoding::kUtf8;
      }
    }
    const auto can = [&params](const char* capability) {
      const Json::json_pointer place(std::string("/capabilities/") + capability);
      return params.contains(place) && params.at(place) == true;
    };
    takes_snippets = can("textDocument/completion/completionItem/snippetSupport");
    refreshes_hints = can("workspace/inlayHint/refreshSupport");
    refreshes_lenses = can("workspace/codeLens/refreshSupport");
    is_initialized = true;
    return {{"capabilities", capabilities(encoding)}, {"serverInfo", {{"name", "leadscore"}}}};
  }

  void open(const Json& params) {
    const Json& given = params.at("textDocument");
    const auto uri = given.at("uri").get<std::string>();
    Document document{.uri = uri,
                      .text = given.at("text").get<std::string>(),
                      .version = given.value("version", Json()),
                      .compiled = nullptr,
                      .last_model = nullptr,
                      .found = {},
                      .waits_for_advice = false};
    compile_document(documents[uri] = std::move(document));
    compile_users_of(uri);
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
    compile_document(document);
    compile_users_of(uri);
  }

  void close(const Json& params) {
    const auto uri = params.at("textDocument").at("uri").get<std::string>();
    if (documents.erase(uri) == 0) return;
    notify(uri, Json(), Json::array());
    compile_users_of(uri);
  }

  void take_notification(const std::string& method, const Json& params) {
    if (method == "exit") has_ended = true;
    if (!is_initialized || was_shut_down) return;
    if (method == "textDocument/didOpen") open(params);
    if (method == "textDocument/didChange") change(params);
    if (method == "textDocument/didClose") close(params);
    if (method == "workspace/didChangeWatchedFiles") compile_all();
  }

  /// What a feature says of an open document; null of one that is not open.
  Result<Json> ask(const Feature& feature, const Json& params) {
    const auto uri = params.at("textDocument").at("uri").get<std::string>();
    const auto document = documents.find(uri);
    if (document == documents.end()) return Json(nullptr);
    const Request request{.documents = documents,
                          .document = document->second,
                          .params = params,
                          .encoding = encoding,
                          .takes_snippets = takes_snippets};
    if (feature.attempt != nullptr) return feature.attempt(request);
    return feature.answer(request);
  }

  /// Asks the editor to ask again: what it shows has changed without a change of the text.
  void refresh() {
    const auto ask = [this](const char* method) {
      const std::string id = "refresh-" + std::to_string(++sent_requests);
      out.push_back({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}});
    };
    if (refreshes_hints) ask("workspace/inlayHint/refresh");
    if (refreshes_lenses) ask("workspace/codeLens/refresh");
  }

  /// `workspace/executeCommand`: the address of an open document, and the name of a test.
  Json execute(const Json& params) {
    constexpr int kWarning = 2;
    constexpr int kInfo = 3;
    if (params.at("command") != kRunTestCommand) return nullptr;
    const Json& arguments = params.at("arguments");
    const auto document = documents.find(arguments.at(0).get<std::string>());
    if (document == documents.end()) return nullptr;
    std::optional<std::string> name;
    if (arguments.size() > 1) name = arguments.at(1).get<std::string>();
    Json result = run_test(document->second, name, services);
    const bool is_good = result["failed"] == 0 && result["passed"] != 0;
    out.push_back(
        {{"jsonrpc", "2.0"},
         {"method", "window/showMessage"},
         {"params", {{"type", is_good ? kInfo : kWarning}, {"message", result["message"]}}}});
    return result;
  }

  Json answer(const Json& id, const std::string& method, const Json& params) {
    if (was_shut_down) return failure(id, kInvalidRequest, "the server was shut down");
    Json result;
    const auto* const feature = std::ranges::find(kFeatures, method, &Feature::method);
    if (method == "initialize") {
      if (is_initialized) return failure(id, kInvalidRequest, "already initialized");
      result = initialize(params);
    } else if (!is_initialized) {
      return failure(id, kNotInitialized, "`initialize` comes first");
    } else if (method == "shutdown") {
      was_shut_down = true;
    } else if (method == "workspace/executeCommand") {
      result = execute(params);
    } else if (feature != kFeatures.end()) {
      Result<Json> asked = ask(*feature, params);
      if (!asked) return failure(id, kRequestFailed, asked.error().message);
      result = std::move(*asked);
    } else {
      return failure(id, kMethodNotFound, "there is no such method");
    }
    return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
  }

  void take(const Json& message) {
    const Json id = message.is_object() ? message.value("id", Json()) : Json();
    if (!message.is_object() || !message.contains("method") || !message["method"].is_string()) {
      // An answer to us has no method, and needs none: we ask only to be asked again (refresh).
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

  /// The messages so far, as they are sent.
  std::vector<std::string> take_out() {
    std::vector<std::string> bodies;
    for (const Json& json : out) {
      bodies.push_back(json.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    out.clear();
    return bodies;
  }
};

Server::Server(Services services) : state_(std::make_unique<State>()) {
  state_->services = std::move(services);
}
Server::~Server() = default;

bool Server::has_ended() const { return state_->has_ended; }
bool Server::was_asked_to_stop() const { return state_->was_shut_down; }

std::vector<std::string> Server::handle(std::string_view body) {
  // Brackets deeper than any message has them would end the stack of the reader of values.
  const Json message = Json::parse(
      body, [](int depth, Json::parse_event_t, Json&) { return depth < 64; }, false);
  if (message.is_discarded()) {
    state_->out.push_back(failure(Json(), kParseError, "this is no JSON"));
  } else {
    state_->take(message);
  }
  return state_->take_out();
}

std::optional<AdviceJob> Server::take_advice_job() {
  for (auto& [uri, document] : state_->documents) {
    if (!std::exchange(document.waits_for_advice, false)) continue;
    return AdviceJob{.uri = uri, .compiled = document.compiled};
  }
  return std::nullopt;
}

Retired Server::take_retired() { return std::exchange(state_->retired, {}); }

bool Server::is_current(const AdviceJob& job) const {
  const auto document = state_->documents.find(job.uri);
  return document != state_->documents.end() && document->second.compiled == job.compiled;
}

std::vector<std::string> Server::finish(const AdviceJob& job, std::vector<Diagnostic> found) {
  if (!is_current(job)) return {};
  state_->publish(state_->documents.find(job.uri)->second, std::move(found));
  return state_->take_out();
}

std::vector<std::string> Server::finish(const AdviceJob& job, std::shared_ptr<const Study> study) {
  if (study == nullptr || !is_current(job)) return {};
  std::shared_ptr<const Study>& kept = state_->documents.find(job.uri)->second.study;
  state_->retire(std::exchange(kept, std::move(study)));
  state_->refresh();
  return state_->take_out();
}

}  // namespace leadscore::lsp
