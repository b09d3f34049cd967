#include "tools/lsp/run_test.hpp"

#include "compiler/lower/lower.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace leadscore::lsp {

Json run_test(const Document& document, std::optional<std::string_view> name,
              const Services& services) {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::string misses;
  const Compilation& compiled = *document.compiled;
  if (!compiled.model) {
    return {{"passed", 0},
            {"failed", 0},
            {"message", "tests cannot be run while the model has mistakes"}};
  }
  const bytecode::Program program =
      lower(*compiled.model, compiled.sources, {.own_file = compiled.file});
  for (const TestOutcome& outcome : services.run_tests(compiled, program)) {
    if (name && outcome.name != *name) continue;
    ++(outcome.misses.empty() ? passed : failed);
    if (outcome.misses.empty()) continue;
    misses += fmt::format("\nfailed: {}", outcome.name);
    for (const std::string& miss : outcome.misses) misses += "\n" + miss;
  }
  std::string message = fmt::format("{} passed, {} failed{}", passed, failed, misses);
  if (passed + failed == 0) message = "there is no such test";
  if (passed == 1 && failed == 0 && name) message = fmt::format("passed: {}", *name);
  if (passed == 0 && failed == 1) message = misses.substr(1);
  return {{"passed", passed}, {"failed", failed}, {"message", message}};
}

}  // namespace leadscore::lsp
