// Makes files of CSV at random: rows as they come in files, and everything that may be wrong or odd
// about them.
#pragma once

#include "tests/differential/random.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leadscore::runtime::testing {

class CsvMaker {
 public:
  explicit CsvMaker(std::uint64_t seed);

  /// A file of up to about so many rows.
  std::string file(std::size_t most_rows);

 private:
  std::string row(std::size_t cells);
  std::string cell();
  std::string quoted(std::string_view text);
  std::string blanks();
  std::string_view line_end();

  differential::Random random_;
  char delimiter_;
  std::string_view common_end_;
  std::size_t odd_percent_;     // of rows and cells that are not ordinary
  std::size_t quoted_percent_;  // of cells
};

}  // namespace leadscore::runtime::testing
