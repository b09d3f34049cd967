// Text inside XML and HTML: JUnit, Checkstyle, the page of a coverage.
#pragma once

#include <string>
#include <string_view>

namespace leadscore::cli {

/// `text` between tags or in a quoted attribute. XML cannot hold most control characters: they, and
/// bytes that are no UTF-8, become U+FFFD.
[[nodiscard]] std::string markup_text(std::string_view text);

}  // namespace leadscore::cli
