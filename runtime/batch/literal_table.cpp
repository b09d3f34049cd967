#include "runtime/batch/literal_table.hpp"

#include "runtime/batch/text_hash.hpp"

#include <bit>

namespace leadscore::runtime::batch {

LiteralTable::LiteralTable(
    const std::map<std::string_view, std::vector<bytecode::SignalId>>& signals_of)
    : slots_(std::bit_ceil(signals_of.size() * 2 + 1), 0), mask_(slots_.size() - 1) {
  first_signal_.push_back(0);
  for (const auto& [text, signals] : signals_of) {
    literals_.push_back(text);
    signals_.insert(signals_.end(), signals.begin(), signals.end());
    first_signal_.push_back(static_cast<std::uint32_t>(signals_.size()));
    const std::uint64_t hash = hash_of(text);
    std::size_t at = hash & mask_;
    while (slots_[at] != 0) at = (at + 1) & mask_;
    slots_[at] = (hash >> 32 << 32) | literals_.size();
  }
}

}  // namespace leadscore::runtime::batch
