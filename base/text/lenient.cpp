#include "base/text/lenient.hpp"

#include "base/text/fold.hpp"
#include "base/text/words.hpp"

namespace leadscore::text {

std::string lenient_key(std::string_view key) {
  std::string kept;
  for (const std::string_view word : words_of(key)) kept += word;
  return fold_untrimmed(kept);
}

}  // namespace leadscore::text
