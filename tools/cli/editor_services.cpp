#include "tools/cli/editor_services.hpp"

#include "tools/cli/check_config.hpp"
#include "tools/cli/check_fixes.hpp"

namespace leadscore::cli {
namespace {

/// As `check` says it. A leadscore.toml with a mistake, of which `check` tells, is none here.
std::vector<Diagnostic> find_as_configured(const Compilation& compiled, const std::string& path) {
  const Result<ProjectConfig> config = find_config(path);
  return find_all(compiled, config ? config->severities_for(path) : lint::Severities());
}

}  // namespace

lsp::Services editor_services() { return {.find_all = find_as_configured}; }

}  // namespace leadscore::cli
