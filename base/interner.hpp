// Texts kept once each and referred to by id, so that names compare as numbers and no node or
// instruction owns a string.
#pragma once

#include "base/ids.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leadscore {

using TextId = Id<struct TextIdTag>;

/// A growing set of texts. Owns them; one thread at a time may intern, any number may read after.
/// Texts are compared byte by byte.
class Interner {
 public:
  Interner() = default;
  Interner(Interner&&) = default;
  Interner& operator=(Interner&&) = default;

  /// The id of `text`, the same for the same bytes.
  TextId intern(std::string_view text);

  /// The text behind an id of this interner. The view lasts as long as the texts do: while this
  /// interner lives, or the one that it is moved into.
  [[nodiscard]] std::string_view text(TextId id) const;

  /// How many texts there are; their ids are 0 and up.
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // a deque never moves its elements, so views of them last
  std::unordered_map<std::string_view, TextId> ids_;
};

}  // namespace leadscore
