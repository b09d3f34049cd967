// All tests on one field as one look-up: a text's value, or the interval of a number, gives points
// and a row of bits for the compounds.
#pragma once

#include "benchmarks/table_form/rule_set.hpp"

#include <cstdint>
#include <immintrin.h>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leadscore::benchmarks {

/// Distinct outcomes of look-ups, each points and a row of bits; 0 gives nothing. Short rows are
/// kept whole; of long ones, which are nearly empty, the words that are not 0.
class Entries {
 public:
  static constexpr std::size_t kMostWhole = 8;  // words

  struct Word {
    std::uint64_t place = 0;
    std::uint64_t bits = 0;
  };

  explicit Entries(std::size_t bits) : words_((bits + 63) / 64) {
    (void)add(0, std::vector<std::uint64_t>(words_, 0));
  }

  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] bool is_whole() const { return words_ <= kMostWhole; }
  [[nodiscard]] std::uint32_t add(std::int32_t points, const std::vector<std::uint64_t>& row) {
    const auto [found, is_new] =
        places_.try_emplace({points, row}, static_cast<std::uint32_t>(places_.size()));
    if (!is_new) return found->second;
    whole_.push_back(static_cast<std::uint64_t>(points));
    if (is_whole()) {
      whole_.insert(whole_.end(), row.begin(), row.end());
    } else {
      for (std::size_t place = 0; place < row.size(); ++place) {
        if (row[place] != 0) words_of_rows_.push_back({place, row[place]});
      }
      ends_.push_back(words_of_rows_.size());
    }
    return found->second;
  }

  /// The points (as a 32-bit number) and, if is_whole(), behind them words() words of bits.
  [[nodiscard]] const std::uint64_t* entry(std::uint32_t place) const {
    return whole_.data() + place * (is_whole() ? words_ + 1 : 1);
  }
  /// Unless is_whole().
  [[nodiscard]] std::span<const Word> row(std::uint32_t place) const {
    const std::size_t begin = place == 0 ? 0 : ends_[place - 1];
    return {words_of_rows_.data() + begin, ends_[place] - begin};
  }

 private:
  std::size_t words_;
  std::map<std::pair<std::int32_t, std::vector<std::uint64_t>>, std::uint32_t> places_;
  std::vector<std::uint64_t> whole_;
  std::vector<Word> words_of_rows_;
  std::vector<std::size_t> ends_;  // by entry
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
  std::vector<std::uint64_t> known_;  // the bits of any value
};

class TextTable {
 public:
  TextTable(const RuleSet& rules, std::string_view field, Entries& entries);

  [[nodiscard]] bool is_used() const { return !tests_.all().empty(); }
  [[nodiscard]] std::uint32_t find(std::string_view value, Entries& entries) const;
  /// The values that are in lists.
  [[nodiscard]] const std::unordered_map<std::string, std::vector<const Test*>>& named() const {
    return by_value_;
  }

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

/// A text field of so many values that a table of all of them would not stay in the cache: a value
/// that no rule names is searched for the words that rules look for, all at once.
class WordTable {
 public:
  static constexpr std::size_t kBytes = 32;  // so many from the value's begin on are read
  static constexpr std::size_t kMostWords = 10;

  WordTable(const RuleSet& rules, std::string_view field, Entries& entries);

  /// Whether values may be looked up here: the field's rules are few enough.
  [[nodiscard]] bool is_used() const { return !entries_.empty(); }
  /// `value` is in no list.
  [[nodiscard]] std::uint32_t find(std::string_view value) const {
    std::size_t met = 0;
    const auto bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(value.data()));
    const auto next = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(value.data() + 1));
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const Word& word = words_[i];
      const __m256i same = _mm256_and_si256(_mm256_cmpeq_epi8(bytes, word.first),
                                            _mm256_cmpeq_epi8(next, word.second));
      // Two letters alike are rare: what they begin is compared only then.
      if (_mm256_movemask_epi8(same) != 0 || value.size() > kBytes) {
        met |= std::size_t{value.find(word.text) != std::string_view::npos} << i;
      }
    }
    return entries_[met];
  }

 private:
  struct Word {
    std::string text;
    __m256i first;
    __m256i second;
  };

  std::vector<Word> words_;
  std::vector<std::uint32_t> entries_;  // by the set of words met
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
