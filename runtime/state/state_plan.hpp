// What follows from what in a program: from selections to signals and numbers, from these to
// registers, from these to points and outcomes. Worked out once, so that an event costs what it
// touches.
#pragma once

#include "base/adjacency.hpp"
#include "base/time.hpp"
#include "bytecode/program.hpp"
#include "runtime/scorer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace leadscore::runtime::state {

inline constexpr std::size_t kCacheLineBytes = 64;

/// Asked of the count of a selection's events.
struct CountTest {
  std::uint32_t signal = 0;
  std::uint32_t least = 1;
  std::uint32_t most = 0;
};

/// A test of `where` on a moment: it may come and go with time.
struct TimeTest {
  std::uint32_t value = 0;  // its place among the kept values of the kind
  bytecode::Window window;
  bool is_negated = false;
};

/// A selection, and what looks at it.
struct alignas(kCacheLineBytes) PlannedSelection {
  static constexpr std::uint32_t kNoList = std::numeric_limits<std::uint32_t>::max();

  // What every event looks at comes first: a line of the cache.
  std::uint32_t list = kNoList;  // where its events are listed; most are only counted
  bool is_only_counted = true;   // no more than tests of its count look at it
  bool is_for_good = true;       // an event that has happened and is in it stays in it
  bool keeps_subjects = false;
  bool keeps_values = false;  // numbers ask for attributes
  CountTest test = {};        // the first of its count; most have no other
  std::uint32_t test_count = 0;
  std::optional<bytecode::Window> window = {};

  std::vector<CountTest> other_tests = {};
  std::vector<TimeTest> time_tests = {};
  std::vector<bytecode::WhereTest> where = {};  // those that time does not change
  std::vector<std::uint32_t> signals = {};      // worked out of its list: days, subjects, sequences
  std::vector<std::uint32_t> numbers = {};      // aggregates
  std::vector<std::uint32_t> units = {};        // whose rules count it
};

/// What a contribution on one signal gives, by the signal's truth.
struct Gain {
  std::uint32_t sum = 0;
  std::array<std::int64_t, 3> points = {};
};

/// What follows from a signal: a line of the cache.
struct alignas(kCacheLineBytes) PlannedSignal {
  Gain gain = {};           // the first, if it has any; most have no other
  bool is_gain_all = true;  // nothing else follows
};
static_assert(sizeof(PlannedSignal) == kCacheLineBytes);

/// Any other contribution.
struct Unit {
  bytecode::ContributionId id;
  std::uint32_t sum = 0;
  std::uint32_t timed = 0;  // its place in StatePlan::timed; kNone: time alone does not change it
};

/// An attribute of a kind that kept events remember.
struct KeptAttribute {
  std::uint32_t place = 0;  // in EventKind::attributes
  bytecode::FieldType type = bytecode::FieldType::kNumber;
};

/// A test of a field on a moment.
struct FieldTimeTest {
  std::uint32_t signal = 0;
  bytecode::FieldId field;
  bytecode::Window window;
};

/// What is worked out again at a moment that was found when it was worked out last.
struct Timed {
  enum class Kind : std::uint8_t { kUnit, kNumber, kSignal };
  Kind kind = Kind::kUnit;
  std::uint32_t id = 0;
};

/// Immutable; refers to its program.
struct StatePlan {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  explicit StatePlan(const Scorer& scorer);

  const bytecode::Program& program;
  const Prepared& prepared;

  std::vector<PlannedSelection> selections;         // by SelectionId
  std::size_t list_count = 0;                       // of the selections with a list
  std::vector<std::vector<KeptAttribute>> kept;     // by KindId
  std::vector<std::uint32_t> kept_place;            // by AttributeId: its place there, or kNone
  std::vector<bytecode::AttributeId> attribute_of;  // by SignalId: of a `where`

  std::vector<std::uint32_t> field_signals;  // on fields, numbers apart
  std::vector<FieldTimeTest> field_times;
  Adjacency<std::uint32_t> numbers_of_field;   // FieldId -> numbers
  Adjacency<std::uint32_t> numbers_of_number;  // NumberId -> numbers that are made of it
  Adjacency<std::uint32_t> signals_of_number;  // NumberId -> signals
  std::vector<std::uint32_t> number_signals;
  std::vector<std::uint32_t> timed_of_number;  // by NumberId, or kNone
  std::vector<std::uint32_t> timed_of_signal;  // by SignalId, or kNone
  std::vector<Timed> timed;

  std::vector<PlannedSignal> signals;             // by SignalId
  Adjacency<Gain> other_gains;                    // SignalId -> points at once, but the first
  Adjacency<std::uint32_t> code_of_signal;        // SignalId -> instructions that load it
  Adjacency<std::uint32_t> units_of_signal;       // SignalId -> units (tables) that look at it
  Adjacency<std::uint32_t> code_of_register;      // register -> instructions that read it
  Adjacency<std::uint32_t> units_of_register;     // register -> units of rules on that condition
  std::vector<std::uint32_t> condition_code;      // the instructions that signals alone decide and
                                                  // that somebody needs, in order
  std::vector<std::uint8_t> is_outcome_register;  // by register: `outcome_code` reads it
  std::vector<Unit> units;
  std::vector<std::int64_t> constants;  // by sum: what no signal decides

  std::vector<bytecode::Instruction> outcome_code;  // all else, from the sums to the outcomes
  std::size_t points_code_count = 0;                // how much of it is up to the end of the score
};

}  // namespace leadscore::runtime::state
