// Finds the values that are asked for in a record, by its keys (language.md §9 Keys). A key that
// nobody asks for costs one look-up.
#pragma once

#include "base/text_map.hpp"
#include "runtime/records/raw_value.hpp"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::runtime {

/// How well a key fits, the best first.
enum class KeyFit : std::uint8_t {
  kExact,
  kNested,         // exact, but in an object: `{"company": {"city": ...}}` for `company.city`
  kLenient,        // equal after everything but letters and digits is removed and case folded
  kLenientNested,  // leniently, and in an object
};

/// What was found of each thing that is asked for: slot by slot, the values under the keys that
/// fit.
class FoundValues {
 public:
  explicit FoundValues(std::size_t slot_count) : slots_(slot_count) {}

  void clear();
  void add(std::size_t slot, KeyFit fit, const RawValue& value);

  /// The value under the best fitting key, of equals the first, for which `has_value` holds; a null
  /// if it holds for none.
  template <class HasValue>
  [[nodiscard]] RawValue choose(std::size_t slot, HasValue has_value) const {
    for (const KeyFit fit :
         {KeyFit::kExact, KeyFit::kNested, KeyFit::kLenient, KeyFit::kLenientNested}) {
      for (const Found& found : slots_[slot]) {
        if (found.fit == fit && has_value(found.value)) return found.value;
      }
    }
    return {};
  }

 private:
  struct Found {
    KeyFit fit;
    RawValue value;
  };

  std::vector<std::vector<Found>> slots_;
  std::vector<std::size_t> used_slots_;  // those that are not empty
};

/// Something that is asked for.
struct WantedKey {
  std::size_t slot = 0;
  std::string key;
  bool is_lenient = true;  // else only the very same key will do
};

/// One thread at a time, as it remembers the keys that it has seen.
class KeyTable {
 public:
  explicit KeyTable(const std::vector<WantedKey>& wanted);

  /// Adds to `found` what `object` has. A key given twice: the last.
  void find(simdjson::dom::object object, FoundValues& found) {
    find(object, KeyFit::kExact, found);
  }

  /// What a key at the top of a record is good for.
  struct Meaning {
    std::vector<std::size_t> slots;            // that its value fills
    std::vector<bool> is_exact;                // of each of them: how the key fits
    std::unique_ptr<KeyTable> inside_exact;    // of the keys in its value, if that is an object
    std::unique_ptr<KeyTable> inside_lenient;  // the same where the key fits leniently only
  };
  [[nodiscard]] Meaning meaning_of(std::string_view key) const;

  /// What the columns of a CSV file are for, by their names; then, row by row, adds its cells to
  /// `found`.
  class Columns;

 private:
  /// The key that leads to a slot from here: one segment or, into objects, several.
  struct Path {
    std::size_t slot = 0;
    std::vector<std::string> segments;
    bool is_lenient = true;
  };
  struct Match {
    std::size_t slot = 0;
    bool is_exact = true;
  };
  /// What a key of a record is good for.
  struct Use {
    std::vector<Match> matches;
    std::unique_ptr<KeyTable> inside_exact;    // if its value is an object
    std::unique_ptr<KeyTable> inside_lenient;  // the same where the key fits leniently only
    std::uint64_t record = 0;                  // the last one that had it...
    std::size_t position = 0;                  // ...and where in `present_`
  };
  struct Step {
    std::size_t path = 0;
    std::size_t segments = 0;  // how many of the path's this key stands for
  };
  using Steps = std::unordered_map<std::string, std::vector<Step>>;
  struct Present {
    Use* use;
    simdjson::dom::element value;
  };

  explicit KeyTable(std::vector<Path> paths);

  void find(simdjson::dom::object object, KeyFit best, FoundValues& found);
  void spread(const Present& present, KeyFit best, FoundValues& found);
  [[nodiscard]] Use* use_of(std::string_view key);
  [[nodiscard]] std::unique_ptr<Use> make_use(const std::string& key) const;
  void take_steps(const std::vector<Step>& steps, bool is_exact, Use& use,
                  std::vector<Path>& inside) const;

  std::vector<Path> paths_;
  Steps exact_;    // by key
  Steps lenient_;  // by lenient key
  /// Keys seen so far; those that nobody asks for have no use.
  TextMap<std::unique_ptr<Use>> seen_;
  std::uint64_t record_ = 0;
  std::vector<Present> present_;  // in the record at hand
};

class KeyTable::Columns {
 public:
  Columns(const KeyTable& table, const std::vector<std::string>& names);

  /// Adds what is in a row of as many cells (texts or RawValues) as there are columns.
  template <class Cell>
  void find(const std::vector<Cell>& cells, FoundValues& found) const {
    for (const Used& used : used_) {
      found.add(used.match.slot, used.match.is_exact ? KeyFit::kExact : KeyFit::kLenient,
                RawValue(cells[used.column]));
    }
  }

  /// The columns that are good for anything, by their places.
  [[nodiscard]] std::vector<std::size_t> used_columns() const;
  /// The columns that are good for `slot`, by their places, in the order of choose().
  [[nodiscard]] std::vector<std::size_t> columns_of(std::size_t slot) const;

  /// Whether any column is good for `slot`, or for anything at all.
  [[nodiscard]] bool has(std::size_t slot) const;
  [[nodiscard]] bool has_any() const { return !used_.empty(); }

 private:
  struct Used {
    std::size_t column;
    Match match;
  };
  std::vector<Used> used_;
};

}  // namespace leadscore::runtime
