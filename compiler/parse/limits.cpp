#include "compiler/parse/limits.hpp"

namespace leadscore {

std::string limit_words(std::size_t limit) {
  std::string words = std::to_string(limit);
  for (std::size_t end = words.size(); end > 3; end -= 3) words.insert(end - 3, 1, ',');
  return words;
}

}  // namespace leadscore
