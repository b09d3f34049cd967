// A document that is open in the editor, and what a feature gets of it to answer a request.
#pragma once

#include "compiler/compile.hpp"
#include "tools/lsp/json.hpp"
#include "tools/lsp/mentions.hpp"
#include "tools/lsp/positions.hpp"
#include "tools/lsp/study.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::lsp {

struct Document {
  std::string uri;
  std::string text;
  Json version;                                   // as the editor said it; null if it did not
  std::shared_ptr<const Compilation> compiled;    // of `text`
  std::shared_ptr<const Compilation> last_model;  // the newest of this document with a model
  std::vector<Diagnostic> found;                  // what the editor was told of `compiled`
  bool waits_for_advice = false;                  // `found` is still without it
  std::shared_ptr<const Study> study = nullptr;   // the newest, perhaps of an earlier text
  mutable std::shared_ptr<const Mentions> mentions = nullptr;  // of `compiled`, once asked for

  /// Every place of `compiled` where a name is written, made when it is first asked for.
  [[nodiscard]] const Mentions& all_mentions() const;
};

/// By URI.
using Documents = std::map<std::string, Document, std::less<>>;

/// What a feature answers: one request about one open document.
struct Request {
  const Documents& documents;  // all that are open
  const Document& document;    // the one that is asked about
  const Json& params;
  Encoding encoding;
  bool takes_snippets = false;  // the editor can fill in what a completion leaves open

  /// The byte of the document that `params.position` says. Throws Json::exception without one.
  [[nodiscard]] std::uint32_t offset() const;
  /// The name at that byte; null if there is none.
  [[nodiscard]] const Mention* mention() const;
  /// The address of a file of the document's compilation: that of the editor if it is open there.
  [[nodiscard]] std::string uri(FileId file) const;
  /// A span of the document's compilation, of any of its files, as the protocol's Range.
  [[nodiscard]] Json range(Span span) const;
  /// The same with its file, as the protocol's Location. Null if the file is none that an editor
  /// can open: the prelude, or a module of the standard library.
  [[nodiscard]] Json location(Span span) const;
};

/// `file:///models/a%20b.score` as a path; another address stays as it is.
[[nodiscard]] std::string path_of(std::string_view uri);

/// A path as an address of the scheme `file`.
[[nodiscard]] std::string uri_of(std::string_view path);

/// The protocol's Position of a byte, and its Range of a span.
[[nodiscard]] Json position_json(const SourceMap& sources, FileId file, std::uint32_t offset,
                                 Encoding encoding);
[[nodiscard]] Json range_json(const SourceMap& sources, Span span, Encoding encoding);

/// The Position that the protocol's JSON says. What is no whole number from 0 is taken as 0.
[[nodiscard]] Position position_of(const Json& json);

}  // namespace leadscore::lsp
