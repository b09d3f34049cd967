#include "base/interner.hpp"

#include "base/check.hpp"

namespace leadscore {

TextId Interner::intern(std::string_view text) {
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  LEADSCORE_CHECK(texts_.size() < TextId::kNone, "too many texts");
  const TextId id(static_cast<std::uint32_t>(texts_.size()));
  const std::string& kept = texts_.emplace_back(text);
  ids_.emplace(kept, id);
  return id;
}

std::string_view Interner::text(TextId id) const {
  LEADSCORE_CHECK(id.value < texts_.size(), "an id that is not of this interner");
  return texts_[id.value];
}

}  // namespace leadscore
