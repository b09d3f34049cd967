// The rules of a first model: few, of what is really in the data, for its author to change.
#pragma once

#include "tools/draft/draft.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leadscore::draft {

/// A rule, and what a lead of a test must be or do to meet it.
struct Rule {
  std::string condition = {};
  int points = 0;
  std::string limit = {};  // `each, up to 15`
  std::string note = {};
  std::optional<std::string> field = {};  // of the test's lead, as written: `industry: "Software"`
  std::optional<std::string> event = {};  // of the test, as written: `visited("/pricing")`
};

/// Points by the quarters of a number.
struct NumberTable {
  std::string field;
  std::string low;    // a quarter of the values are below
  std::string high;   // a quarter are not below
  std::string small;  // a value below `low`
};

inline constexpr int kPointsBelow = -5;
inline constexpr int kPointsBetween = 5;
inline constexpr int kPointsAbove = 10;
inline constexpr int kPointsOfSilence = -10;

struct FirstRules {
  std::vector<Rule> fit = {};
  std::optional<NumberTable> table = {};
  std::vector<Rule> engagement = {};
  bool has_silence = false;   // points are taken where nothing happened lately
  bool has_decay = false;     // events have times
  int stage_at = 0;           // points for the stage
  std::string fit_name = {};  // of the part; the fields may have the usual names
  std::string engagement_name = {};
  std::string stage_name = {};

  /// The points of a lead that meets every rule that gives some, each once.
  [[nodiscard]] int most() const;
};

[[nodiscard]] FirstRules make_rules(const Draft& draft);

}  // namespace leadscore::draft
