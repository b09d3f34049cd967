#include "base/interner.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <functional>

namespace leadscore {

namespace {

constexpr std::size_t kFirstBlock = 1024;
constexpr std::size_t kLargestBlock = 64 * 1024;

}  // namespace

TextId Interner::intern(std::string_view text) {
  LEADSCORE_CHECK(texts_.size() < TextId::kNone, "too many texts");
  const auto next = static_cast<std::uint32_t>(texts_.size());
  const TextId id(ids_.find_or_add(std::hash<std::string_view>{}(text), next,
                                   [&](std::uint32_t number) { return texts_[number] == text; }));
  if (id.value == next) texts_.push_back(keep(text));
  return id;
}

std::string_view Interner::keep(std::string_view text) {
  if (blocks_.empty() || blocks_.back().size - blocks_.back().used < text.size()) {
    const std::size_t next =
        blocks_.empty() ? kFirstBlock : std::min(2 * blocks_.back().size, kLargestBlock);
    const std::size_t size = std::max(next, text.size());
    blocks_.push_back({.bytes = std::make_unique_for_overwrite<char[]>(size), .size = size});
  }
  Block& block = blocks_.back();
  char* const kept = block.bytes.get() + block.used;
  std::ranges::copy(text, kept);
  block.used += text.size();
  return {kept, text.size()};
}

}  // namespace leadscore
