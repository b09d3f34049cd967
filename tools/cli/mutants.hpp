// Small changes of a model, one at a time, that a good test would notice.
#pragma once

#include "compiler/compile.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::cli {

/// A text in the place of some bytes of the model's own file.
struct Mutant {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string replacement;
};

/// In the order of the file, each once: points with the other sign, doubled, and 0; thresholds,
/// bounds of rows, of stages and of grades, and quantities one more and one less; `<` for `<=` and
/// the like; `and` for `or`; a `not` dropped; windows and decays doubled and halved, dates a day
/// later and earlier; `each` for `each day`, and left out; an item of a list left out; an `up to`
/// or `down to` left out. Some of them do not compile, or mean what the model means.
[[nodiscard]] std::vector<Mutant> find_mutants(const Compilation& compilation);

}  // namespace leadscore::cli
