// The `test` blocks of a model, run: `leadscore test` and the golden tests of the language share
// it.
#pragma once

#include "compiler/compile.hpp"
#include "tools/cli/console.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace leadscore::cli {

struct TestReport {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t left_out = 0;  // by the filter
  std::string text;          // a line for each test, and for a failure what was expected and why
};

/// Runs the tests whose name has `filter` in it (without regard to case); none: all. The
/// compilation has a model and a program. `stream` is where the text will be looked at.
[[nodiscard]] TestReport run_tests(const Compilation& compilation,
                                   std::optional<std::string_view> filter, const Stream& stream);

}  // namespace leadscore::cli
