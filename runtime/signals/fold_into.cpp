#include "runtime/signals/fold_into.hpp"

#include "base/text/fold.hpp"
#include "base/text/utf8.hpp"

#include <algorithm>

namespace leadscore::runtime {
namespace {

char ascii_lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

}  // namespace

void fold_into(std::string_view value, std::string& folded) {
  if (!text::is_ascii(value)) {
    folded = text::fold(value);
    return;
  }
  const std::string_view trimmed = text::trim(value);
  folded.resize(trimmed.size());
  std::transform(trimmed.begin(), trimmed.end(), folded.begin(), ascii_lower);
}

}  // namespace leadscore::runtime
