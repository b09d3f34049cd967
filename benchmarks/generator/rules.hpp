// Random rule sets, in two forms that mean the same: `.score` text, and JSON from which every
// rival's form is made.
#pragma once

#include "benchmarks/generator/world.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::benchmarks {

/// A condition: a test, or one of others.
struct Condition {
  enum class Kind : std::uint8_t { kIn, kRange, kContains, kEndsWith, kEvents, kAnd, kOr, kNot };

  Kind kind = Kind::kIn;
  std::string field = {};                // kIn, kRange, kContains, kEndsWith
  std::vector<std::string> values = {};  // kIn: several; kContains, kEndsWith: one
  std::int64_t least = kNoBound;         // kRange: included
  std::int64_t most = kNoBound;          // kRange: included
  std::string event = {};                // kEvents: the kind
  std::string subject = {};              // kEvents: empty is any
  bool is_prefix = false;                // kEvents: of the subject
  std::int64_t times = 1;                // kEvents: at least so often
  std::int64_t days = 0;                 // kEvents: in the last so many days; 0 is ever
  std::vector<Condition> parts = {};     // kAnd, kOr: two or three; kNot: one test

  static constexpr std::int64_t kNoBound = -1;
};

struct Rule {
  Condition condition;
  std::int64_t points = 0;
};

/// 40 % equality and lists of texts, 15 % ranges of numbers, 30 % events, 10 % compounds, 5 %
/// `contains` and `ends with`, in random order. Without events, the others keep their proportions.
[[nodiscard]] std::vector<Rule> make_rules(const World& world, std::size_t count, bool with_events,
                                           std::uint64_t seed);

[[nodiscard]] std::string score_text(const World& world, const std::vector<Rule>& rules);

/// {"as_of": "2026-02-01T00:00:00Z", "as_of_seconds": ..., "texts": [names], "numbers": [names],
///  "rules": [{"points": 5, "if": CONDITION}]} with the CONDITIONs
///   {"test": "in", "field": F, "values": [...]}          {"test": "range", "field": F, "least": N
///   or
///   {"test": "contains", "field": F, "text": T}           null, "most": N or null}
///   {"test": "ends with", "field": F, "text": T}
///   {"test": "events", "kind": K, "subject": S or null, "prefix": P or null, "least": N, "since":
///   a
///    time as in the leads, or null, "since_seconds": the same, "days": N or null}
///   {"test": "and" or "or" or "not", "of": [CONDITION, ...]}
/// `not` has one test, never a compound: of a missing value it is not met.
[[nodiscard]] std::string json_text(const World& world, const std::vector<Rule>& rules);

}  // namespace leadscore::benchmarks
