// What the tests of models came to, for other programs: plain lines, JSON and JUnit.
#pragma once

#include "tools/cli/test_run.hpp"

#include <span>
#include <string>

namespace leadscore::cli {

/// The tests of one model; one that has mistakes or cannot be read has none.
struct ModelTests {
  std::string path;
  bool is_usable = true;
  TestReport report = {};
};

/// A line for each test, `FILE:LINE: pass: NAME`, and below a test that failed one for each
/// expectation that was not met.
[[nodiscard]] std::string plain_text_of(std::span<const ModelTests> models);

/// One object: `models`, each with its `tests` and what they missed, and the counts.
[[nodiscard]] std::string json_of(std::span<const ModelTests> models);

/// JUnit's XML, as CI systems read it: a suite for each model, a case for each test. A model that
/// is not usable is a suite with one error.
[[nodiscard]] std::string junit_of(std::span<const ModelTests> models);

}  // namespace leadscore::cli
