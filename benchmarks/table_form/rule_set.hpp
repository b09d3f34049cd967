// A rule set from the generator's JSON, with every distinct test once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace leadscore::benchmarks {

inline constexpr std::int32_t kNowhere = -1;

/// A test of a field or of events. What it gives goes two ways: `points`, of the rules that are
/// this test alone, and the compounds' bits.
struct Test {
  enum class Kind : std::uint8_t { kIn, kRange, kContains, kEndsWith, kEvents };

  Kind kind = Kind::kIn;
  std::string field;                // not kEvents
  std::vector<std::string> values;  // kIn; of kContains and kEndsWith the one text
  std::int64_t least = INT32_MIN;   // kRange, both included
  std::int64_t most = INT32_MAX;
  std::string event;  // kEvents: the kind
  std::string subject;
  enum class Subject : std::uint8_t { kAny, kExact, kPrefix } subject_kind = Subject::kAny;
  std::int64_t times = 1;
  std::int64_t days = 0;  // 0: ever

  std::int32_t points = 0;
  std::int32_t bit = kNowhere;  // that it is met
};

/// ((a or b) and c and known): every compound of the generator. A bit may be kNever or kAlways.
struct Compound {
  static constexpr std::int32_t kNever = -2;
  static constexpr std::int32_t kAlways = -3;

  std::int32_t a = kNever;
  std::int32_t b = kNever;
  std::int32_t c = kAlways;
  bool is_c_negated = false;
  std::int32_t known = kAlways;  // that the field of a negated c has a value
  std::int32_t points = 0;
};

struct RuleSet {
  std::int64_t as_of_seconds = 0;
  std::vector<std::string> texts;
  std::vector<std::string> numbers;
  std::vector<Test> tests;
  std::vector<Compound> compounds;
  std::size_t bits = 0;                            // of the compounds
  std::map<std::string, std::int32_t> known_bits;  // by field, of those that a compound asks for
};

/// Reads a rule set; throws std::runtime_error where the file is none, or has a compound of another
/// form.
[[nodiscard]] RuleSet read_rule_set(const std::string& path);

}  // namespace leadscore::benchmarks
