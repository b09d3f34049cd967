// `leadscore compile MODEL -o FILE`: one file of a model and all that it uses.
#include "bytecode/image.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace leadscore::cli {
namespace {

/// Writing over the source, or over a file that it uses, would destroy it.
bool is_source(const Compilation& compilation, const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  for (std::uint32_t file = 0; file < compilation.sources.file_count(); ++file) {
    if (fs::equivalent(path, compilation.sources.name(FileId(file)), ignored)) return true;
  }
  return false;
}

}  // namespace

ExitCode compile_model(const Options& options, Console& console) {
  const auto fail = [&](const Error& error) {
    console.say_error(error.message);
    return ExitCode::kUsage;
  };
  const UsableModel model = load_usable_model(*options.model, console);
  if (!model.compilation) return model.exit_code;
  if (is_source(*model.compilation, *options.out)) {
    return fail({fmt::format("{} is read and would be overwritten", *options.out)});
  }
  auto out = OutputFile::create(*options.out);
  if (!out) return fail(out.error());
  out->write(bytecode::write_image(*model.compilation->program));
  if (const auto written = out->finish(); !written) return fail(written.error());
  return ExitCode::kFine;
}

}  // namespace leadscore::cli
