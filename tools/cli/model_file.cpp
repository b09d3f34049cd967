#include "tools/cli/model_file.hpp"

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

/// All bytes up to the limit of a model and one more, which says that there are too many.
Result<std::string> read_all(const std::string& path) {
  errno = 0;
  const std::unique_ptr<std::FILE, Closer> file(path == "-" ? stdin
                                                            : std::fopen(path.c_str(), "rb"));
  if (!file) return Error{fmt::format("cannot read {}: {}", path, strerror(errno))};
  std::string text;
  std::array<char, 65536> buffer{};
  while (text.size() <= kMaxFileBytes) {
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

}  // namespace

Result<Compilation> load_model(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return Error{fmt::format("{} is a folder, not a model", path)};
  }
  auto text = read_all(path);
  if (!text) return text.error();
  if (const auto reason = why_no_model(*text)) return Error{fmt::format("{} {}", path, *reason)};
  const CompileOptions options{.files = disk_files(), .library = {}};
  return compile(path == "-" ? "(standard input)" : path, std::move(*text), options);
}

UsableModel load_usable_model(const std::string& path, Console& console) {
  auto compilation = load_model(path);
  if (!compilation) {
    console.say_error(compilation.error().message);
    return {std::nullopt, ExitCode::kUsage};
  }
  console.say(render(compilation->diagnostics, compilation->sources, style_of(console.err())));
  if (!compilation->program) return {std::nullopt, ExitCode::kFindings};
  return {std::move(*compilation), ExitCode::kFine};
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
        found.push_back(entry->path().string());
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
