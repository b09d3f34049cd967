// Subjects and patterns of kind `path` (language.md §5): however a tracker spells a page, it is
// brought to one form, and a pattern to the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadscore::text {

/// A page, normalised, and what its address says besides. Values that are missing or blank are not
/// given.
struct PathSubject {
  /// Folded and percent-decoded (as a whole, where that gives UTF-8); begins with one slash and
  /// does not end in one, but for `/` itself.
  std::string path;
  /// Lower case, without user and port; `www.` is kept.
  std::optional<std::string> host;
  /// Form-decoded, otherwise as written; of each the first that is not blank.
  std::optional<std::string> utm_source;
  std::optional<std::string> utm_medium;
  std::optional<std::string> utm_campaign;
  std::optional<std::string> utm_term;
  std::optional<std::string> utm_content;
};

/// Reads an event's path subject: `https://me@www.acme.com:8443/Pricing/?utm_source=x#top`,
/// `//www.acme.com/pricing`, `/pricing`, `pricing`. A host is one only after `//` or a scheme with
/// `://`. Takes any bytes.
[[nodiscard]] PathSubject read_path(std::string_view text);

/// A pattern for pages, for Glob::parse with GlobSyntax::kStarOnly.
struct PathPattern {
  std::string pattern;
  /// Whether a host or a query was written and left out, which is an error (§5).
  bool has_host = false;
  bool has_query = false;
};

/// Normalises a pattern as read_path does a page. Only `*` is special; `\*`, `\?` and `\\`, and
/// what decodes to `*` or `\`, stay the characters themselves (as `\*`, `\\`). A pattern that
/// begins with
/// `*` gets no slash. Takes any bytes.
[[nodiscard]] PathPattern read_path_pattern(std::string_view text);

}  // namespace leadscore::text
