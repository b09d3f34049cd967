// Finds out what a text of records is: JSON lines, or CSV with which delimiter.
#pragma once

#include "base/result.hpp"

#include <string_view>

namespace leadscore::runtime {

/// What is looked at to find out.
inline constexpr std::size_t kFormatLookBytes = 64 * 1024;

struct RecordFormat {
  bool is_json = false;
  char delimiter = ',';          // of CSV
  bool names_delimiter = false;  // CSV whose first line is `sep=;`, which is no record
};

/// From the beginning of a text. `name` is what errors call the file. Errors: JSON that is not one
/// object a line, and markup.
[[nodiscard]] Result<RecordFormat> find_format(std::string_view name, std::string_view beginning);

}  // namespace leadscore::runtime
