// `leadscore disassemble MODEL`: what a model was compiled to.
#include "bytecode/disassemble.hpp"

#include "tools/cli/commands.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"

namespace leadscore::cli {

ExitCode disassemble_model(const Options& options, Console& console) {
  const LoadedPrograms loaded = load_programs({*options.model}, console);
  if (loaded.programs.empty()) return loaded.exit_code;
  return print(bytecode::disassemble(loaded.programs.front().program), console);
}

}  // namespace leadscore::cli
