// The first records that could not be read, for a summary on standard error.
#pragma once

#include "runtime/records/record_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {

/// A line of a summary: its title, and behind it, in a column, what is said.
[[nodiscard]] std::string summary_row(std::string_view title, std::string_view text);

/// Remembers the first places only.
class RejectPlaces {
 public:
  void add(const runtime::Reject& reject);

  /// The rows of `count` rejected records; nothing if there are none.
  [[nodiscard]] std::string text(std::uint64_t count) const;

 private:
  struct Place {
    std::string file;
    std::uint64_t line = 0;
    std::string reason;
  };

  std::vector<Place> first_;
};

}  // namespace leadscore::cli
