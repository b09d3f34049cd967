#include "runtime/batch/literal_table.hpp"

#include <limits>

namespace leadscore::runtime::batch {

LiteralTable::LiteralTable(
    const std::map<std::string_view, std::vector<bytecode::SignalId>>& signals_of) {
  short_.reserve(signals_of.size() + 1);
  first_signal_.push_back(0);
  for (const auto& [text, signals] : signals_of) {
    literals_.push_back(text);
    short_.emplace_back(text);
    signals_.insert(signals_.end(), signals.begin(), signals.end());
    first_signal_.push_back(static_cast<std::uint32_t>(signals_.size()));
  }
  short_.emplace_back();
  // More pairs of the same hash than that are no accident, and would take long to look through.
  is_exact_ = !number_all(loose_hash_of, 64 + literals_.size());
  if (is_exact_) {
    static_cast<void>(number_all(hash_of, std::numeric_limits<std::size_t>::max()));
  }
}

/// Numbers the literals by a hash. False, and not all have a number: more than `most` pairs of them
/// have the same one.
bool LiteralTable::number_all(std::uint64_t (*hash)(std::string_view), std::size_t most) {
  numbers_ = NumberTable();
  numbers_.reserve(literals_.size() + 1);
  std::size_t alike = 0;
  for (std::uint32_t number = 0; number < literals_.size(); ++number) {
    numbers_.find_or_add(hash(literals_[number]), number, [&alike](std::uint32_t) {
      ++alike;
      return false;
    });
    if (alike > most) return false;
  }
  return true;
}

}  // namespace leadscore::runtime::batch
