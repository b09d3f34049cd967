// Texts kept once each and referred to by id, so that names compare as numbers and no node or
// instruction owns a string.
#pragma once

#include "base/ids.hpp"
#include "base/number_table.hpp"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

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
  [[nodiscard]] std::string_view text(TextId id) const {
    LEADSCORE_CHECK(id.value < texts_.size(), "an id that is not of this interner");
    return texts_[id.value];
  }

  /// How many texts there are; their ids are 0 and up.
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  /// Memory for the bytes of many texts, which stay where they are.
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
    std::size_t used = 0;
  };

  [[nodiscard]] std::string_view keep(std::string_view text);

  std::vector<Block> blocks_;  // the last one has room
  std::vector<std::string_view> texts_;
  NumberTable ids_;
};

}  // namespace leadscore
