#include "runtime/survey/nothing_words.hpp"

#include <algorithm>
#include <array>

namespace leadscore::runtime {
namespace {

// In the order of their bytes, as they are looked up by halves.
constexpr std::array<std::string_view, 41> kWords{
    "#n/a",
    "#null!",
    "#value!",
    "(blank)",
    "(empty)",
    "(none)",
    "(not set)",
    "-",
    "--",
    "---",
    ".",
    "0000-00-00",
    "0000-00-00 00:00:00",
    "?",
    "??",
    "[none]",
    "\\n",
    "blank",
    "empty",
    "missing",
    "n.a.",
    "n/a",
    "na",
    "nan",
    "nil",
    "none",
    "not available",
    "not known",
    "not provided",
    "not set",
    "not specified",
    "null",
    "please select",
    "select",
    "tbd",
    "undefined",
    "unknown",
    "unspecified",
    "\xE2\x80\x93",  // an en dash
    "\xE2\x80\x94",  // an em dash
    "\xE2\x88\x92",  // a minus
};
static_assert(std::ranges::is_sorted(kWords));

}  // namespace

bool is_nothing_word(std::string_view folded) { return std::ranges::binary_search(kWords, folded); }

}  // namespace leadscore::runtime
