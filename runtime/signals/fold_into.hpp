// text::fold into memory that is used again.
#pragma once

#include <string>
#include <string_view>

namespace leadscore::runtime {

/// Makes `folded` what text::fold(value) is. ASCII, which most values are, takes no allocation once
/// `folded` is large enough.
void fold_into(std::string_view value, std::string& folded);

}  // namespace leadscore::runtime
