// What a session asks of the program around it: what this library does not do itself.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::lsp {

/// A `test` block that was run.
struct TestOutcome {
  std::string name;
  std::vector<std::string>
      misses;  // "line 12: expected score 35, actual score 30"; none: it passed
};

/// How often the rules of a model fire for the leads of a sample.
struct Firings {
  std::uint64_t leads = 0;  // that the model is for
  /// For each of Model::contributions in its order: one for a rule, one for each row of a table,
  /// one for each rule of a `best of`.
  std::vector<std::uint64_t> counts;
};

/// May be called from two threads at a time.
struct Services {
  /// All that is to be said of a compilation, with advice, as the settings of the project of `path`
  /// want it, in the order of the file. By default what the compiler found.
  std::function<std::vector<Diagnostic>(const Compilation& compiled, const std::string& path)>
      find_all = [](const Compilation& compiled, const std::string&) {
        return compiled.diagnostics.all();
      };

  /// Runs the tests of a compilation whose program that is, in the order of the file. By default
  /// none.
  std::function<std::vector<TestOutcome>(const Compilation& compiled,
                                         const bytecode::Program& program)>
      run_tests =
          [](const Compilation&, const bytecode::Program&) { return std::vector<TestOutcome>(); };

  /// Counts on the sample of leads that the project of `path` names; nothing if it names none, or
  /// it cannot be read.
  std::function<std::optional<Firings>(const bytecode::Program& program, const std::string& path)>
      count_firings = [](const bytecode::Program&, const std::string&) { return std::nullopt; };
};

}  // namespace leadscore::lsp
