// Mutation testing: which small changes of a model no test notices.
#pragma once

#include "compiler/compile.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {

/// A change that no test noticed.
struct Survivor {
  std::uint32_t line = 0;
  std::string before;  // of the file, on one line
  std::string after;   // empty: left out
};

struct MutationReport {
  std::string path;
  std::size_t killed = 0;  // changes that a test noticed
  std::vector<Survivor> survivors;
  std::size_t skipped = 0;  // changes that were not tried, beyond the most

  [[nodiscard]] std::size_t tried() const { return killed + survivors.size(); }
};

/// Tries the changes of find_mutants() on the model's own file: each is compiled and held against
/// the tests that the filter leaves. Those that do not compile or mean the same as the model or as
/// an earlier change are left out. All tests of the model pass. `most`: at most so many are looked
/// at, spread evenly over the file.
[[nodiscard]] MutationReport try_mutants(const Compilation& compilation,
                                         std::optional<std::string_view> filter,
                                         std::optional<std::size_t> most);

/// For a person: a line for each survivor, and the counts.
[[nodiscard]] std::string mutation_text(const std::vector<MutationReport>& reports);

/// Of all that were tried, in per cent; 100 where none was.
[[nodiscard]] double percent_killed(const std::vector<MutationReport>& reports);

}  // namespace leadscore::cli
