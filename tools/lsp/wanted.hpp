// What an author may want to write next at a place: which phrases of the language, which of the
// names of the model, the values of what.
#pragma once

#include "compiler/model/model.hpp"
#include "tools/lsp/mentions.hpp"
#include "tools/lsp/phrases.hpp"
#include "tools/lsp/subjects.hpp"
#include "tools/lsp/writing.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::lsp {

/// Which names, a bit each.
using NameSet = std::uint32_t;

namespace name_set {

inline constexpr NameSet kFields = 1U << 0U;
inline constexpr NameSet kConditions = 1U << 1U;
inline constexpr NameSet kParts = 1U << 2U;
inline constexpr NameSet kStages = 1U << 3U;
inline constexpr NameSet kLists = 1U << 4U;
inline constexpr NameSet kEvents = 1U << 5U;
inline constexpr NameSet kAttributes = 1U << 6U;  // of Wanted::event
inline constexpr NameSet kModules = 1U << 7U;
inline constexpr NameSet kRoutes = 1U << 8U;
inline constexpr NameSet kAlerts = 1U << 9U;
inline constexpr NameSet kValues = 1U << 10U;       // of Wanted::of
inline constexpr NameSet kSubjects = 1U << 11U;     // of Wanted::event
inline constexpr NameSet kNewFields = 1U << 12U;    // that rules ask for and `lead { }` lacks
inline constexpr NameSet kGivenFields = 1U << 13U;  // fields, with the `:` of a test
inline constexpr NameSet kGivenAttributes = 1U << 14U;

}  // namespace name_set

struct Wanted {
  Uses uses = 0;
  NameSet names = 0;
  Subject of;                             // of kValues
  std::optional<std::string_view> event;  // of kAttributes and kSubjects
  std::optional<model::Type> type;        // only names of this type: kFields, kAttributes
};

/// What may come after the first `count` words of what is being written.
[[nodiscard]] Wanted wanted_after(std::string_view text, const Writing& writing, std::size_t count,
                                  const Mentions& mentions);

}  // namespace leadscore::lsp
