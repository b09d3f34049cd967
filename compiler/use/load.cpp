#include "compiler/use/load.hpp"

#include "base/check.hpp"
#include "compiler/parse/parse.hpp"
#include "compiler/resolve/suggest.hpp"
#include "stdlib/stdlib.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

namespace leadscore {
namespace {

using Used = std::variant<ast::Name, ast::TextLiteral>;

constexpr std::string_view kPrelude = "prelude";

/// A file on the way down from the model: how far its statements were gone through.
struct OpenFile {
  FileId file;
  std::string identity;
  bool is_library = false;
  std::vector<ast::StatementId> statements;
  std::size_t next = 0;                        // the next statement
  std::size_t next_used = 0;                   // of a `use`: the next of what it names
  bool has_failed_use = false;                 // of that `use`
  std::unordered_map<std::string, Span> used;  // by identity: where this file uses it
};

class Load {
 public:
  Load(FileId file, const FileAccess& files, const std::vector<LibraryModule>& library,
       LoadTarget target)
      : files_(files), target_(target) {
    for (const stdlib::EmbeddedFile& module : stdlib::files()) {
      modules_.emplace(module.name, module.text);
    }
    for (const LibraryModule& module : library) modules_[module.name] = module.text;
    tree_ = parse(target_.sources, file, target_.texts, target_.diagnostics);
    text_bytes_ = target_.sources.text(file).size();
  }

  [[nodiscard]] ast::File take() {
    LEADSCORE_CHECK(modules_.contains(kPrelude), "the standard library has no prelude");
    const std::size_t errors_before = target_.diagnostics.error_count();
    open_library(kPrelude);
    LEADSCORE_CHECK(target_.diagnostics.error_count() == errors_before,
                    "the prelude has a mistake");
    go_through();
    const std::string path(target_.sources.name(tree_.file));
    std::string identity = identity_of(path);
    is_loaded_.insert(identity);
    push(tree_.file, std::move(identity), false, tree_.top_level);
    go_through();
    return std::move(tree_);
  }

 private:
  // ---- The way through the files: no recursion, for a chain of them may be long ----

  void go_through() {
    while (!open_.empty()) {
      if (open_.back().next == open_.back().statements.size()) {
        open_at_.erase(open_.back().identity);
        open_.pop_back();
      } else {
        step();
      }
    }
  }

  void step() {
    OpenFile& file = open_.back();
    const ast::StatementId id = file.statements[file.next];
    const ast::StatementNode& node = tree_.statements[id].node;
    const auto* use = std::get_if<ast::UseStatement>(&node);
    if (use == nullptr) {
      ++file.next;
      const bool is_own = std::holds_alternative<ast::TestStatement>(node) ||
                          std::holds_alternative<ast::ModelStatement>(node);
      if (!is_own || file.file == tree_.file) tree_.meant.push_back(id);
      return;
    }
    if (file.next_used < use->what.size()) {
      const Used used = use->what[file.next_used++];  // parsing moves the statements
      follow(used);
      return;
    }
    if (file.has_failed_use) tree_.meant.push_back(id);
    file.has_failed_use = false;
    file.next_used = 0;
    ++file.next;
  }

  void follow(const Used& used) {
    const bool is_good = std::holds_alternative<ast::Name>(used)
                             ? use_library(std::get<ast::Name>(used))
                             : use_file(std::get<ast::TextLiteral>(used));
    // What was opened, if anything, stands on top now.
    if (!is_good) open_.back().has_failed_use = true;
  }

  // ---- The standard library ----

  bool use_library(const ast::Name& name) {
    const std::string_view text = target_.texts.text(name.text);
    if (!modules_.contains(text)) {
      report_unknown_library(name.span, text);
      return false;
    }
    const std::string identity = library_identity(text);
    if (!may_use(identity, text, name.span)) return false;
    if (!is_loaded_.contains(identity)) open_library(text);
    return true;
  }

  void open_library(std::string_view name) {
    std::string identity = library_identity(name);
    is_loaded_.insert(identity);
    const auto module = modules_.find(name);
    const FileId file =
        target_.sources.add(fmt::format("{}.score", name), std::string(module->second));
    tree_.library_files.push_back(file);
    open(file, std::move(identity), true);
  }

  /// No path is like it.
  static std::string library_identity(std::string_view name) {
    return fmt::format("library\n{}", name);
  }

  void report_unknown_library(Span span, std::string_view name) {
    Diagnostic& diagnostic =
        target_.diagnostics.report<DiagnosticKind::kUnknownLibrary>(span, name);
    if (target_.diagnostics.was_cut()) return;
    std::vector<std::string_view> names;
    for (const auto& [module, text] : modules_) {
      if (module != kPrelude) names.push_back(module);
    }
    resolve::suggest_nearest(diagnostic, span, name, names);
    if (!names.empty()) {
      diagnostic.help.push_back(fmt::format("it has `{}`", fmt::join(names, "`, `")));
    }
    diagnostic.help.push_back(
        fmt::format("a file of yours is used by its path, in quotes: `use \"{}.score\"`", name));
  }

  // ---- Files by their paths ----

  bool use_file(const ast::TextLiteral& literal) {
    const std::string_view said = target_.texts.text(literal.text);
    if (!files_.read || open_.back().is_library) {
      report_missing(literal.span, said, "files are not read here")
          .help.emplace_back("copy what it says into this file");
      return false;
    }
    const std::string path = path_of(said);
    const std::string identity = identity_of(path);
    if (!may_use(identity, said, literal.span)) return false;
    if (is_loaded_.contains(identity)) return true;
    Result<std::string> text = files_.read(path);
    if (!text) {
      Diagnostic& diagnostic = report_missing(literal.span, said, text.error().message);
      if (path != said) diagnostic.help.push_back(fmt::format("it was looked for at `{}`", path));
      diagnostic.help.emplace_back("a path begins at the folder of the file that says it");
      return false;
    }
    if (!has_room(literal.span, text->size())) return false;
    is_loaded_.insert(identity);
    open(target_.sources.add(path, std::move(*text)), identity, false);
    return true;
  }

  [[nodiscard]] std::string path_of(std::string_view said) const {
    const std::filesystem::path user(target_.sources.name(open_.back().file));
    return (user.parent_path() / std::filesystem::path(said)).lexically_normal().string();
  }

  [[nodiscard]] std::string identity_of(const std::string& path) const {
    if (files_.identity_of) return files_.identity_of(path);
    return std::filesystem::path(path).lexically_normal().string();
  }

  Diagnostic& report_missing(Span span, std::string_view path, std::string_view why) {
    Diagnostic& diagnostic = target_.diagnostics.report<DiagnosticKind::kMissingFile>(span, path);
    diagnostic.help.emplace_back(why);
    return diagnostic;
  }

  /// Whether the model stays within its limits; the first file beyond them is reported.
  bool has_room(Span span, std::size_t bytes) {
    if (is_full_) return false;
    text_bytes_ += bytes;
    ++file_count_;
    is_full_ = file_count_ > kMaxUsedFiles || text_bytes_ > kMaxUsedBytes;
    if (!is_full_) return true;
    const std::string why =
        file_count_ > kMaxUsedFiles
            ? fmt::format("with it, the model uses more than {} files", limit_words(kMaxUsedFiles))
            : fmt::format("with it, the model has more than {} MB", kMaxUsedBytes / (1024 * 1024));
    target_.diagnostics.report<DiagnosticKind::kUnreadableFile>(span, why).help.emplace_back(
        "put small files together, and leave out what the model does not need");
    return false;
  }

  // ---- All of them ----

  void open(FileId file, std::string identity, bool is_library) {
    if (target_.diagnostics.was_cut()) return;  // the rest would not be shown
    push(file, std::move(identity), is_library,
         parse_into(tree_, target_.sources, file, target_.texts, target_.diagnostics));
  }

  void push(FileId file, std::string identity, bool is_library,
            std::vector<ast::StatementId> statements) {
    open_at_.emplace(identity, open_.size());
    OpenFile opened;
    opened.file = file;
    opened.identity = std::move(identity);
    opened.is_library = is_library;
    opened.statements = std::move(statements);
    open_.push_back(std::move(opened));
  }

  /// Whether the file on top may use that one: not if it does so already, and not if that one is
  /// still open, for then it comes back to itself.
  bool may_use(const std::string& identity, std::string_view said, Span span) {
    OpenFile& user = open_.back();
    if (const auto circle = open_at_.find(identity); circle != open_at_.end()) {
      report_circle(circle->second, said, span);
      return false;
    }
    const auto [first, is_new] = user.used.try_emplace(identity, span);
    if (is_new) return true;
    Diagnostic& diagnostic = target_.diagnostics.report<DiagnosticKind::kUsedTwice>(span, said);
    diagnostic.labels.push_back({first->second, "it is used here already"});
    diagnostic.help.emplace_back("keep one of the two");
    return false;
  }

  void report_circle(std::size_t begin, std::string_view said, Span span) {
    const bool is_itself = begin + 1 == open_.size();
    Diagnostic& diagnostic = target_.diagnostics.report<DiagnosticKind::kCircularUse>(
        span, said, is_itself ? "it is this file" : "it uses this file itself");
    if (is_itself) {
      diagnostic.help.emplace_back("leave this out: a file has its own statements anyway");
      return;
    }
    diagnostic.help.push_back("the chain is " + chain_from(begin));
    diagnostic.help.emplace_back("put what both need into a third file, and use that in both");
  }

  [[nodiscard]] std::string chain_from(std::size_t begin) const {
    constexpr std::size_t kShown = 6;
    std::string chain;
    for (std::size_t i = begin; i < std::min(begin + kShown, open_.size()); ++i) {
      chain += fmt::format("`{}` -> ", target_.sources.name(open_[i].file));
    }
    if (open_.size() - begin > kShown) {
      chain += fmt::format("... ({} more) -> ", open_.size() - begin - kShown);
    }
    return chain + fmt::format("`{}`", target_.sources.name(open_[begin].file));
  }

  const FileAccess& files_;
  LoadTarget target_;
  std::map<std::string_view, std::string_view> modules_;
  ast::File tree_;
  std::vector<OpenFile> open_;
  std::unordered_map<std::string, std::size_t> open_at_;  // places in open_, by identity
  std::unordered_set<std::string> is_loaded_;             // by identity
  std::size_t file_count_ = 0;
  std::size_t text_bytes_ = 0;
  bool is_full_ = false;
};

}  // namespace

ast::File load(FileId file, const FileAccess& files, const std::vector<LibraryModule>& library,
               LoadTarget target) {
  return Load(file, files, library, target).take();
}

}  // namespace leadscore
