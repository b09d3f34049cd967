// The `test` blocks of a model, run: `leadscore test` and the golden tests of the language share
// it.
#pragma once

#include "compiler/compile.hpp"
#include "tools/cli/console.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::cli {

/// An expectation that was not met, in words, with its place.
struct TestMiss {
  std::string file = {};
  std::uint32_t line = 0;
  std::string expected = {};
  std::string actual = {};
};

struct TestResult {
  std::string name;
  std::string file;
  std::uint32_t line = 0;             // where the test begins
  std::vector<TestMiss> misses = {};  // none: it passed
};

struct TestReport {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t left_out = 0;         // by the filter
  std::vector<TestResult> results;  // in the order of the file
  std::string text;  // a line for each test, and for a failure what was expected and why
};

/// Runs the tests whose name has `filter` in it (without regard to case); none: all. The
/// compilation has a model and a program. `stream` is where the text will be looked at.
[[nodiscard]] TestReport run_tests(const Compilation& compilation,
                                   std::optional<std::string_view> filter, const Stream& stream);

/// The same where the program of that model is not in the compilation.
[[nodiscard]] TestReport run_tests(const Compilation& compilation, const bytecode::Program& program,
                                   std::optional<std::string_view> filter, const Stream& stream);

/// Whether every test that run_tests would run passes; ends at the first that does not.
[[nodiscard]] bool all_tests_pass(const Compilation& compilation,
                                  std::optional<std::string_view> filter);

/// Whether the filter leaves that test.
[[nodiscard]] bool is_wanted_test(const model::Model& model, const model::TestBlock& block,
                                  std::optional<std::string_view> filter);

}  // namespace leadscore::cli
