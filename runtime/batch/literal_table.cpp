#include "runtime/batch/literal_table.hpp"

namespace leadscore::runtime::batch {

LiteralTable::LiteralTable(
    const std::map<std::string_view, std::vector<bytecode::SignalId>>& signals_of) {
  numbers_.reserve(signals_of.size());
  first_signal_.push_back(0);
  for (const auto& [text, signals] : signals_of) {
    const auto number = static_cast<std::uint32_t>(literals_.size());
    numbers_.find_or_add(hash_of(text), number, [](std::uint32_t) { return false; });
    literals_.push_back(text);
    signals_.insert(signals_.end(), signals.begin(), signals.end());
    first_signal_.push_back(static_cast<std::uint32_t>(signals_.size()));
  }
}

}  // namespace leadscore::runtime::batch
