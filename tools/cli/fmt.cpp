// `leadscore fmt FILE...`: models in the one style.
#include "base/check.hpp"
#include "compiler/compile.hpp"
#include "compiler/format/format.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/model_file.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/replace_file.hpp"
#include "tools/cli/unified_diff.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace leadscore::cli {
namespace {

/// The model's hash; nothing where the text does not compile.
std::optional<std::string> meaning_of(const std::string& path, const std::string& text) {
  const auto compilation = compile_model_text(path, text);
  if (!compilation || !compilation->program) return std::nullopt;
  return compilation->program->hash;
}

/// The text in the one style, proven to say and to mean what it did.
Result<std::string> formatted(const std::string& path, const std::string& text) {
  auto made = format::format(text);
  if (!made) return Error{fmt::format("{}: {}", path, made.error().message)};
  if (*made == text) return text;
  LEADSCORE_CHECK(format::has_same_words(text, *made), "formatting changed the words of a model");
  LEADSCORE_CHECK(meaning_of(path, text) == meaning_of(path, *made),
                  "formatting changed what a model means");
  return std::move(*made);
}

/// One run of `fmt`.
class Format {
 public:
  Format(const Options& options, Console& console) : options_(options), console_(console) {}

  ExitCode run() {
    const auto paths = find_models(options_.files);
    if (!paths) {
      console_.say_error(paths.error().message);
      return ExitCode::kUsage;
    }
    for (const std::string& path : *paths) {
      if (const auto done = format_file(path); !done) {
        console_.say_error(done.error().message);
        exit_code_ = ExitCode::kUsage;
      }
    }
    if (const ExitCode printed = print(out_, console_); printed != ExitCode::kFine) return printed;
    if (exit_code_ != ExitCode::kFine) return exit_code_;
    const bool only_looks = options_.checks_only || options_.shows_diff;
    return only_looks && changed_ > 0 ? ExitCode::kFindings : ExitCode::kFine;
  }

 private:
  Result<void> format_file(const std::string& path) {
    const auto text = read_model_text(path);
    if (!text) return text.error();
    const auto made = formatted(path, *text);
    if (!made) return made.error();
    const bool is_changed = *made != *text;
    changed_ += is_changed ? 1 : 0;
    if (options_.shows_diff) {
      out_ += unified_diff(path, *text, *made);
    } else if (options_.checks_only) {
      if (is_changed) out_ += fmt::format("{} is not in the one style\n", path);
    } else if (path == "-") {
      out_ += *made;
    } else if (is_changed) {
      out_ += fmt::format("{} formatted\n", path);
      return replace_file(path, *made);
    }
    return {};
  }

  const Options& options_;
  Console& console_;
  std::string out_;
  std::size_t changed_ = 0;
  ExitCode exit_code_ = ExitCode::kFine;
};

}  // namespace

ExitCode format_models(const Options& options, Console& console) {
  return Format(options, console).run();
}

}  // namespace leadscore::cli
