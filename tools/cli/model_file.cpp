#include "tools/cli/model_file.hpp"

#include "bytecode/image.hpp"
#include "compiler/parse/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <errno.h>
#include <filesystem>
#include <memory>
#include <string.h>
#include <string_view>
#include <system_error>
#include <utility>

namespace leadscore::cli {
namespace {

struct Closer {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

/// A compiled model may hold large lists, but no more than this.
constexpr std::size_t kMaxImageBytes = 1024 * 1024 * 1024;

std::string shown_name(const std::string& path) { return path == "-" ? "(standard input)" : path; }

/// All bytes up to the limit of what the file seems to be and one more, which says that there are
/// too many.
Result<std::string> read_all(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return Error{fmt::format("{} is a folder, not a model", path)};
  }
  errno = 0;
  const std::unique_ptr<std::FILE, Closer> file(path == "-" ? stdin
                                                            : std::fopen(path.c_str(), "rb"));
  if (!file) return Error{fmt::format("cannot read {}: {}", path, strerror(errno))};
  std::string text;
  std::array<char, 65536> buffer;  // not cleared: of a small model, most of it is never touched
  while (text.size() <= (bytecode::is_image(text) ? kMaxImageBytes : kMaxFileBytes)) {
    errno = 0;
    const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get());
    text.append(buffer.data(), count);
    if (count == buffer.size()) continue;
    if (std::ferror(file.get())) {
      return Error{fmt::format("cannot read {}: {}", path, strerror(errno))};
    }
    break;
  }
  return text;
}

std::optional<std::string> why_no_model(std::string_view text) {
  if (text.size() > kMaxFileBytes) {
    return fmt::format("is larger than {} MB; a model is a text that people read",
                       kMaxFileBytes / (1024 * 1024));
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return "is a text in UTF-16; save it as UTF-8";
  }
  if (text.starts_with("\x1F\x8B")) return "is compressed; a model is a plain text in UTF-8";
  if (text.find('\0') != std::string_view::npos) {
    return "is not a text; a model is a plain text in UTF-8";
  }
  return std::nullopt;
}

Result<Compilation> compile_text(const std::string& path, std::string text) {
  if (bytecode::is_image(text)) {
    return Error{fmt::format("{} is a compiled model; here its source, the .score file, is needed",
                             shown_name(path))};
  }
  if (const auto reason = why_no_model(text)) {
    return Error{fmt::format("{} {}", path, *reason)};
  }
  const CompileOptions options{.files = disk_files(), .library = {}};
  return compile(shown_name(path), std::move(text), options);
}

UsableModel say_and_use(Result<Compilation> compilation, Console& console) {
  if (!compilation) {
    console.say_error(compilation.error().message);
    return {std::nullopt, ExitCode::kUsage};
  }
  console.say(render(compilation->diagnostics, compilation->sources, style_of(console.err())));
  if (!compilation->program) return {std::nullopt, ExitCode::kFindings};
  return {std::move(*compilation), ExitCode::kFine};
}

/// Leads in the place of a model would be shown as a model with a mistake in every line.
bool is_file_of_records(std::string_view path) {
  constexpr std::array<std::string_view, 6> kEndings{".jsonl", ".ndjson", ".json",
                                                     ".csv",   ".tsv",    ".gz"};
  return std::ranges::any_of(kEndings,
                             [&](std::string_view ending) { return path.ends_with(ending); });
}

ExitCode load_program(const std::string& path, Console& console,
                      std::vector<LoadedProgram>& programs) {
  const auto fail = [&](const Error& error) {
    console.say_error(error.message);
    return ExitCode::kUsage;
  };
  if (is_file_of_records(path)) {
    return fail(
        {fmt::format("{} does not look like a model; models come first, then one file of "
                     "leads",
                     path)});
  }
  auto bytes = read_all(path);
  if (!bytes) return fail(bytes.error());
  if (bytecode::is_image(*bytes) || path.ends_with(".scorec")) {
    auto program = bytecode::read_image(*bytes);
    if (!program) return fail({fmt::format("{}: {}", shown_name(path), program.error().message)});
    programs.push_back({path, std::move(*program)});
    return ExitCode::kFine;
  }
  UsableModel model = say_and_use(compile_text(path, std::move(*bytes)), console);
  if (!model.compilation) return model.exit_code;
  programs.push_back({path, std::move(*model.compilation->program)});
  return ExitCode::kFine;
}

}  // namespace

Result<std::string> read_model_text(const std::string& path) { return read_all(path); }

Result<Compilation> compile_model_text(const std::string& path, std::string text) {
  return compile_text(path, std::move(text));
}

Result<Compilation> load_model(const std::string& path) {
  auto text = read_all(path);
  if (!text) return text.error();
  return compile_text(path, std::move(*text));
}

UsableModel load_usable_model(const std::string& path, Console& console) {
  return say_and_use(load_model(path), console);
}

LoadedPrograms load_programs(const std::vector<std::string>& paths, Console& console) {
  LoadedPrograms loaded;
  for (const std::string& path : paths) {
    const ExitCode exit_code = load_program(path, console, loaded.programs);
    if (exit_code != ExitCode::kFine) loaded.exit_code = exit_code;
  }
  if (loaded.exit_code != ExitCode::kFine) loaded.programs.clear();
  return loaded;
}

Result<std::vector<std::string>> find_models(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<std::string> models;
  for (const std::string& path : paths) {
    std::error_code failure;
    if (!fs::is_directory(path, failure)) {
      models.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    for (fs::recursive_directory_iterator entry(path, failure), end; !failure && entry != end;
         entry.increment(failure)) {
      std::error_code ignored;
      if (entry->path().extension() == ".score" && entry->is_regular_file(ignored)) {
        found.push_back(entry->path().lexically_normal().string());
      }
    }
    if (failure) return Error{fmt::format("cannot read {}: {}", path, failure.message())};
    if (found.empty()) return Error{fmt::format("there is no .score file in {}", path)};
    std::ranges::sort(found);
    models.insert(models.end(), found.begin(), found.end());
  }
  return models;
}

}  // namespace leadscore::cli
