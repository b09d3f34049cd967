#include "runtime/batch/literal_table.hpp"

#include <limits>

namespace leadscore::runtime::batch {

LiteralTable::LiteralTable(std::span<const SoughtText> sought) {
  // More pairs of the same hash than that are no accident, and would take long to look through.
  is_exact_ = !number_all(sought, loose_hash_of, 64 + sought.size());
  if (is_exact_) {
    static_cast<void>(number_all(sought, hash_of, std::numeric_limits<std::size_t>::max()));
  }
  short_.reserve(literals_.size() + 1);
  for (const std::string_view literal : literals_) short_.emplace_back(literal);
  short_.emplace_back();
}

/// Numbers the texts by a hash, and sorts the signals by these numbers. False, and it is not done:
/// more than `most` pairs of texts have the same hash.
bool LiteralTable::number_all(std::span<const SoughtText> sought, Hash hash, std::size_t most) {
  numbers_ = NumberTable();
  numbers_.reserve(1);  // not for all: many come several times
  literals_.clear();
  Adjacency<bytecode::SignalId>::Pairs signals;
  signals.reserve(sought.size());
  std::size_t alike = 0;
  for (const auto& [text, signal] : sought) {
    const auto next = static_cast<std::uint32_t>(literals_.size());
    std::size_t others = 0;
    const std::uint32_t number = numbers_.find_or_add(hash(text), next, [&](std::uint32_t known) {
      const bool is_same = are_same(literals_[known], text);
      others += is_same ? 0 : 1;
      return is_same;
    });
    signals.emplace_back(number, signal);
    if (number != next) continue;
    literals_.push_back(text);
    alike += others;
    if (alike > most) return false;
  }
  signals_.fill(literals_.size(), signals);
  return true;
}

}  // namespace leadscore::runtime::batch
