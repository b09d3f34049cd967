#include "runtime/batch/anchored_texts.hpp"

namespace leadscore::runtime::batch {

AnchoredTexts::AnchoredTexts(End end, const std::vector<SoughtText>& sought) : end_(end) {
  class_count_ = number_classes(sought, class_of_);
  std::vector<std::vector<bytecode::SignalId>> signals_of(1);
  next_.assign(class_count_, kRoot);
  for (const auto& [text, signal] : sought) {
    std::uint32_t node = kRoot;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char byte = end_ == End::kFirst ? text[at] : text[text.size() - 1 - at];
      const std::size_t edge = node * class_count_ + class_of_[static_cast<unsigned char>(byte)];
      if (next_[edge] == kRoot) {
        next_[edge] = static_cast<std::uint32_t>(signals_of.size());
        signals_of.emplace_back();
        next_.resize(next_.size() + class_count_, kRoot);
      }
      node = next_[edge];
    }
    signals_of[node].push_back(signal);
  }
  for (const std::vector<bytecode::SignalId>& signals : signals_of) {
    first_signal_.push_back(static_cast<std::uint32_t>(signals_.size()));
    signals_.insert(signals_.end(), signals.begin(), signals.end());
  }
  first_signal_.push_back(static_cast<std::uint32_t>(signals_.size()));
}

}  // namespace leadscore::runtime::batch
