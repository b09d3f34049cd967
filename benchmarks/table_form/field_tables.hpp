// All tests on one field as one look-up: a text's value, or the interval of a number, gives points
// and a row of bits for the compounds.
#pragma once

#include "benchmarks/table_form/rule_set.hpp"

#include <cstdint>
#include <immintrin.h>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leadscore::benchmarks {

/// Distinct outcomes of look-ups, each the points and behind them the row of bits; 0 gives nothing.
class Entries {
 public:
  explicit Entries(std::size_t bits) : words_((bits + 63) / 64) {
    (void)add(0, std::vector<std::uint64_t>(words_, 0));
  }

  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] std::uint32_t add(std::int32_t points, const std::vector<std::uint64_t>& row) {
    const auto [found, is_new] =
        places_.try_emplace({points, row}, static_cast<std::uint32_t>(places_.size()));
    if (is_new) {
      data_.push_back(static_cast<std::uint64_t>(points));
      data_.insert(data_.end(), row.begin(), row.end());
    }
    return found->second;
  }

  /// The points (as a 32-bit number) and words() words of bits.
  [[nodiscard]] const std::uint64_t* entry(std::uint32_t place) const {
    return data_.data() + place * (words_ + 1);
  }

 private:
  std::size_t words_;
  std::map<std::pair<std::int32_t, std::vector<std::uint64_t>>, std::uint32_t> places_;
  std::vector<std::uint64_t> data_;
};

/// The tests of one field, added up for a value. Used once per distinct value.
class FieldTests {
 public:
  FieldTests(const RuleSet& rules, std::string_view field, std::size_t words);

  /// An entry that all of `met` (tests of this field) give.
  [[nodiscard]] std::uint32_t entry(const std::vector<const Test*>& met, Entries& entries) const;
  [[nodiscard]] const std::vector<const Test*>& all() const { return all_; }

 private:
  std::vector<const Test*> all_;
  std::vector<std::uint64_t> not_met_;  // the bits of a known value that meets none
};

class TextTable {
 public:
  TextTable(const RuleSet& rules, std::string_view field, Entries& entries);

  [[nodiscard]] bool is_used() const { return !tests_.all().empty(); }
  [[nodiscard]] std::uint32_t find(std::string_view value, Entries& entries) const;

 private:
  FieldTests tests_;
  std::unordered_map<std::string, std::vector<const Test*>> by_value_;
  std::vector<const Test*> searches_;
};

/// A field that has a value of its own in nearly every lead, and is only asked how it ends: every
/// ending is compared, without branches.
class EndingTable {
 public:
  static constexpr std::size_t kBytes = 16;  // an ending's most; so many before the value are read

  EndingTable(const RuleSet& rules, std::string_view field, Entries& entries);

  [[nodiscard]] bool is_used() const { return !endings_.empty(); }
  [[nodiscard]] std::uint32_t find(const char* value_end) const {
    const __m128i last = _mm_loadu_si128(reinterpret_cast<const __m128i*>(value_end - kBytes));
    std::size_t met = 0;
    for (std::size_t i = 0; i < endings_.size(); ++i) {
      const __m128i same = _mm_or_si128(_mm_cmpeq_epi8(last, endings_[i].text), endings_[i].rest);
      met |= std::size_t{_mm_movemask_epi8(same) == 0xffff} << i;
    }
    return entries_[met];
  }

 private:
  struct Ending {
    __m128i text;
    __m128i rest;  // ones before the text
  };

  std::vector<Ending> endings_;
  std::vector<std::uint32_t> entries_;  // by the set of endings met
};

/// Values are whole numbers that fit 32 bits.
class NumberTable {
 public:
  static constexpr std::int32_t kMissing = INT32_MIN;

  NumberTable(const RuleSet& rules, std::string_view field, Entries& entries);

  [[nodiscard]] std::uint32_t find(std::int32_t value) const {
    if (value == kMissing) return 0;
    std::size_t place = 0;
    if (begins_.size() <= kCountedBegins) {
      for (const std::int32_t begin : begins_) place += begin <= value;  // becomes vector code
    } else {
      // Without branches: whether to go right is added, not jumped upon.
      const std::int32_t* base = begins_.data();
      for (std::size_t left = begins_.size(); left > 1;) {
        const std::size_t half = left / 2;
        base += base[half - 1] <= value ? half : 0;
        left -= half;
      }
      place = static_cast<std::size_t>(base - begins_.data()) + (*base <= value);
    }
    return intervals_[place];
  }

 private:
  static constexpr std::size_t kCountedBegins = 128;

  std::vector<std::int32_t> begins_;      // of the intervals, the first of them without
  std::vector<std::uint32_t> intervals_;  // entries
};

}  // namespace leadscore::benchmarks
