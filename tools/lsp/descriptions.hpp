// What a name of a model is, in a few words: completion and hover say it alike.
#pragma once

#include "tools/lsp/mentions.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace leadscore::lsp {

struct Description {
  std::string detail;  // what it is: `number`, `event(page)`, `stage at 40`
  std::string note;    // what its author says of it, or what else is to be known; may be empty
};

/// Of the thing at `index` of what the resolution found, see Thing::index. Kinds other than fields,
/// events, attributes, lists, conditions, parts and stages have no description.
[[nodiscard]] Description describe(const Mentions& mentions, ThingKind kind, std::uint32_t index);

/// The attributes of a kind of event with their types, for `where`: "`seconds`: number, ...".
[[nodiscard]] std::string attributes_of(const Mentions& mentions, std::uint32_t event);

/// The comment behind a place on its line, or on the lines above it, without `#`; lines joined to
/// one. Empty if there is none.
[[nodiscard]] std::string comment_of(const SourceMap& sources, Span place);

/// The first sentence or line of the comment with which a module of the standard library begins.
[[nodiscard]] std::string about_module(std::string_view text);

/// At most `most` characters of a text, with `…` where some are left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

}  // namespace leadscore::lsp
