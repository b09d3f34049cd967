// All tests on events as tables. Each distinct (kind, subject) has a class, each age a bucket
// between windows, and each class and bucket
// - dense: a row of bytes, one a test, that is added to the lead's counts; or
// - sparse, where there are many tests: a list of the counters (pattern and window) that go up.
#pragma once

#include "benchmarks/table_form/rule_set.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::benchmarks {

class EventTables {
 public:
  static constexpr std::size_t kMostDense = 512;  // tests; beyond, rows no longer fit the cache
  static constexpr std::size_t kLane = 64;        // bytes; a row is a multiple
  static constexpr std::size_t kBuckets = 8;  // at most; of ages, by the windows that they are in

  explicit EventTables(const RuleSet& rules);

  [[nodiscard]] bool is_dense() const { return tests_.size() <= kMostDense; }
  [[nodiscard]] const std::vector<const Test*>& tests() const { return tests_; }

  /// The class of a kind and subject. Used once per distinct pair; makes the rows of a new class.
  [[nodiscard]] std::uint32_t find_class(std::string_view kind, std::string_view subject);

  /// The row of events of that class and age.
  [[nodiscard]] std::uint32_t row(std::uint32_t event_class, std::int32_t age_seconds) const {
    return event_class * static_cast<std::uint32_t>(kBuckets) + bucket(age_seconds);
  }

  // Dense.
  [[nodiscard]] std::size_t row_bytes() const { return row_bytes_; }
  [[nodiscard]] const std::uint8_t* bytes(std::size_t row) const {
    return rows_.data() + row * row_bytes_;
  }
  /// By test, filled up with 255: how many times each needs.
  [[nodiscard]] const std::vector<std::uint8_t>& least() const { return least_; }

  // Sparse.
  struct Step {
    std::uint8_t count;  // when the counter reaches it
    std::int32_t bit;    // of a compound
  };
  /// A pattern and a window.
  struct Counter {
    unsigned shift = 0;                        // of its byte in the counts within each window
    std::array<std::int32_t, 16> points = {};  // by count, of the rules that are its test alone
    std::vector<Step> steps = {};
  };
  [[nodiscard]] std::span<const std::uint16_t> patterns(std::size_t event_class) const {
    return {lists_.data() + list_begins_[event_class],
            list_begins_[event_class + 1] - list_begins_[event_class]};
  }
  [[nodiscard]] std::size_t pattern_count() const { return counters_.size(); }
  [[nodiscard]] const std::vector<Counter>& counters(std::size_t pattern) const {
    return counters_[pattern];
  }

 private:
  [[nodiscard]] std::uint32_t bucket(std::int32_t age_seconds) const {
    std::uint32_t bucket = 0;
    for (const std::int32_t window : windows_) bucket += age_seconds > window;
    return bucket;
  }
  void add_to_counter(const Test& test, std::size_t pattern);
  [[nodiscard]] std::size_t window_of(const Test& test) const;
  void make_rows(const std::vector<std::size_t>& met);

  std::vector<const Test*> tests_;
  std::vector<std::size_t> pattern_of_;  // by test
  // Seconds, ascending; what is no window has no end. A fixed number, so that it becomes vector
  // code.
  std::array<std::int32_t, kBuckets - 1> windows_;
  std::map<std::vector<std::size_t>, std::uint32_t> classes_;  // by the tests met
  std::size_t row_bytes_ = 0;
  std::vector<std::uint8_t> rows_;
  std::vector<std::uint8_t> least_;
  std::vector<std::uint16_t> lists_;
  std::vector<std::size_t> list_begins_{0};     // by class, and the end
  std::vector<std::vector<Counter>> counters_;  // by pattern
};

}  // namespace leadscore::benchmarks
