// An engine's scratch memory, kept between calls so that scoring allocates nothing in the steady
// state. One thread at a time.
#pragma once

#include "base/decimal.hpp"
#include "base/time.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/recent_paths.hpp"
#include "runtime/truth.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// An event of the lead as its selections see it. Those after as_of are in none.
struct SeenEvent {
  std::optional<TimeMs> time = {};
  bool has_subject = false;   // normalised already, by a selection that asked for it
  std::uint64_t subject = 0;  // where it begins in Workspace::subjects
  std::uint64_t subject_size = 0;
};

/// What a rule, table or `best of` gave.
struct Given {
  static constexpr std::size_t kNothing = static_cast<std::size_t>(-1);

  std::int64_t points_thousandths = 0;
  std::size_t chosen = kNothing;  // the row of a table, the place of a rule in its `best of`
};

/// The points of the lead some time ago.
struct EarlierScore {
  bool is_inside = false;
  std::int64_t score = 0;
  std::vector<std::int64_t> parts;  // by PartId
};

/// What it holds is of the lead scored last, recent paths apart; none of it changes an answer.
struct Workspace {
  std::vector<Truth> signals;                  // by SignalId
  std::vector<std::optional<double>> numbers;  // by NumberId
  std::vector<Truth> registers;                // by number
  std::vector<PointsSum> parts;                // by PartId
  std::vector<Given> given;                    // by ContributionId
  std::vector<std::int64_t> rule_points;       // by RuleId: of those whose condition is true

  std::vector<SeenEvent> events;                     // of the lead, by index
  std::vector<std::uint64_t> event_counts;           // by SelectionId
  std::vector<std::vector<std::uint32_t>> selected;  // by SelectionId: events, where needed
  std::string subjects;                              // normalised
  std::vector<std::uint8_t> tested;                  // by AttributeId, of the event at hand

  FieldValue value;                     // of a field or an attribute
  std::string text;                     // a value or a subject, folded
  std::string other_text;               // the same of another
  std::vector<std::string_view> words;  // of `text`
  std::vector<std::string> items;       // of a list, folded; only the first few may be in use
  std::vector<std::string_view> sorted_texts;
  std::vector<std::int64_t> sorted_times;
  std::vector<std::uint8_t> marks;  // by event
  RecentPaths recent_paths;

  std::vector<EarlierScore> earlier_scores;  // by duration of a score change
  std::unique_ptr<Workspace> earlier;        // in which they are worked out
};

}  // namespace leadscore::runtime
