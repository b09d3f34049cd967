// What the values of one key have in common: how many read as what, which ones come again and
// again, how far numbers and times go. In bounded memory, whatever the file.
#pragma once

#include "base/time.hpp"
#include "runtime/columns/text_arena.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::runtime {

struct RawValue;

/// A value and how often it came.
struct SeenValue {
  std::string spelling;     // as it came first, without white space at its ends
  std::uint64_t count = 0;  // of values that compare equal
  std::uint64_t first = 0;  // 1: it was the first value of its key, nothing words left aside
};

/// How many distinct values may still be remembered, of all keys of a survey together.
struct SurveyMemory {
  std::size_t values_left = 200'000;
};

/// Values that compare equal, counted. Those that come when there is no more room are not looked
/// at, and has_all() says so.
class DistinctValues {
 public:
  /// At most so many of one key, none of them longer.
  static constexpr std::size_t kMostValues = 1'000;
  static constexpr std::size_t kMostBytes = 64;

  explicit DistinctValues(SurveyMemory& memory) : memory_(&memory) {}

  void add(std::string_view spelling, std::uint64_t number);

  [[nodiscard]] bool has_all() const { return has_all_; }
  [[nodiscard]] std::size_t size() const { return by_folded_.size(); }
  /// The most frequent first, of equals that which came first.
  [[nodiscard]] std::vector<SeenValue> sorted() const;

 private:
  SurveyMemory* memory_;
  std::unordered_map<std::string, SeenValue> by_folded_;
  bool has_all_ = true;
};

/// The least or greatest number, how often it came, and the next one that differs from it.
struct Extreme {
  double value = 0;
  std::uint64_t count = 0;
  std::optional<double> next = {};
};

/// Every so many numbers one, so that quantiles can be told of any number of numbers.
class NumberSample {
 public:
  void add(double number);
  /// In ascending order.
  [[nodiscard]] std::vector<double> sorted() const;

 private:
  static constexpr std::size_t kMost = 2'048;

  std::vector<double> kept_;
  std::uint64_t every_ = 1;
  std::uint64_t seen_ = 0;
};

/// How many values there were of which sort. But for `given` and `nothing`, nothing words are not
/// counted.
struct ValueCounts {
  std::uint64_t given = 0;            // null and blank texts are not
  std::uint64_t nothing = 0;          // nothing words
  std::uint64_t numbers = 0;          // read as a number
  std::uint64_t codes = 0;            // digits that are no quantity: 007, +49..., 17 digits
  std::uint64_t yes_no = 0;           // read as yes or no
  std::uint64_t zero_or_one = 0;      // of these, those that are digits
  std::uint64_t yes = 0;              // of these, those that are yes
  std::uint64_t times = 0;            // read as a time, and as nothing else
  std::uint64_t eight_digits = 0;     // a date such as 20260131
  std::uint64_t unix_times = 0;       // a number that is a moment of our days
  std::uint64_t foreign_dates = 0;    // 31.12.2026, 12/31/26: do not read
  std::uint64_t arrays = 0;           // of JSON, without arrays and objects inside
  std::uint64_t objects = 0;          // of JSON, and arrays that hold such
  std::uint64_t split = 0;            // a text of items between `;`
  std::uint64_t items = 0;            // of arrays and of split texts
  std::uint64_t addresses = 0;        // a path or an URL
  std::uint64_t most_characters = 0;  // bytes of the longest text
};

class ValueSurvey {
 public:
  explicit ValueSurvey(SurveyMemory& memory)
      : values_(memory), nothings_(memory), nothing_items_(memory), items_(memory) {}

  /// A value of the next record that has the key.
  void add(const RawValue& value);

  [[nodiscard]] const ValueCounts& counts() const { return counts_; }
  /// Values that are given and no nothing words.
  [[nodiscard]] std::uint64_t said() const { return counts_.given - counts_.nothing; }

  [[nodiscard]] const DistinctValues& values() const { return values_; }
  [[nodiscard]] const DistinctValues& nothings() const { return nothings_; }
  [[nodiscard]] const DistinctValues& nothing_items() const { return nothing_items_; }
  [[nodiscard]] const DistinctValues& items() const { return items_; }

  [[nodiscard]] const std::optional<Extreme>& least() const { return least_; }
  [[nodiscard]] const std::optional<Extreme>& most() const { return most_; }
  [[nodiscard]] const NumberSample& numbers() const { return sample_; }

  /// Of everything that reads as a time.
  [[nodiscard]] std::optional<TimeMs> earliest() const { return earliest_; }
  [[nodiscard]] std::optional<TimeMs> latest() const { return latest_; }

  /// The first values that read as no number, and as no time, shortened.
  [[nodiscard]] const std::string& first_no_number() const { return first_no_number_; }
  [[nodiscard]] const std::string& first_no_time() const { return first_no_time_; }

 private:
  void add_spelled(const RawValue& value, std::string_view spelling);
  void add_array(const RawValue& value);
  bool add_number(const RawValue& value, std::string_view spelling);
  void add_yes_no(const RawValue& value, std::string_view spelling);
  void add_time(const RawValue& value, std::string_view spelling, bool is_number);
  void add_split(std::string_view spelling);
  void add_item(std::string_view item);
  [[nodiscard]] std::uint64_t number() const { return counts_.given - counts_.nothing; }

  TextArena arena_;  // of the value at hand
  ValueCounts counts_;
  DistinctValues values_;
  DistinctValues nothings_;
  DistinctValues nothing_items_;
  DistinctValues items_;
  std::optional<Extreme> least_;
  std::optional<Extreme> most_;
  NumberSample sample_;
  std::optional<TimeMs> earliest_;
  std::optional<TimeMs> latest_;
  std::string first_no_number_;
  std::string first_no_time_;
};

}  // namespace leadscore::runtime
