// What a session asks of the program around it: what this library does not do itself.
#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <functional>
#include <string>
#include <vector>

namespace leadscore::lsp {

/// May be called from two threads at a time.
struct Services {
  /// All that is to be said of a compilation, with advice, as the settings of the project of `path`
  /// want it, in the order of the file. By default what the compiler found.
  std::function<std::vector<Diagnostic>(const Compilation& compiled, const std::string& path)>
      find_all = [](const Compilation& compiled, const std::string&) {
        return compiled.diagnostics.all();
      };
};

}  // namespace leadscore::lsp
