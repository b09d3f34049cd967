#include "runtime/batch/byte_trie.hpp"

namespace leadscore::runtime::batch {

ByteTrie::ByteTrie(End end, const std::vector<SoughtText>& sought) : signals_of(1) {
  for (const SoughtText& one : sought) {
    for (const char byte : one.text) {
      std::uint8_t& number = class_of[static_cast<unsigned char>(byte)];
      if (number == 0) number = static_cast<std::uint8_t>(class_count++);
    }
  }
  next.assign(class_count, kRoot);
  for (const auto& [text, signal] : sought) {
    std::uint32_t node = kRoot;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::size_t on = way(node, end == End::kFirst ? text[at] : text[text.size() - 1 - at]);
      if (next[on] == kRoot) {
        next[on] = static_cast<std::uint32_t>(signals_of.size());
        signals_of.emplace_back();
        next.resize(next.size() + class_count, kRoot);
      }
      node = next[on];
    }
    signals_of[node].push_back(signal);
  }
}

}  // namespace leadscore::runtime::batch
