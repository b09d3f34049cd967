// What an editor can fold: blocks, lists in brackets, and comments of several lines.
#include "compiler/parse/lexer.hpp"
#include "tools/lsp/features.hpp"

#include <map>
#include <optional>
#include <vector>

namespace leadscore::lsp {
namespace {

using syntax::LexemeKind;

/// What closes a bracket of that kind; nothing if it is no opening one.
std::optional<LexemeKind> closing_of(LexemeKind kind) {
  if (kind == LexemeKind::kOpenParenthesis) return LexemeKind::kCloseParenthesis;
  if (kind == LexemeKind::kOpenBracket) return LexemeKind::kCloseBracket;
  if (kind == LexemeKind::kOpenBrace) return LexemeKind::kCloseBrace;
  return std::nullopt;
}

/// Goes through a text by its brackets and comments; lines count from 0. Brackets that nothing
/// closes are passed over.
class Folds {
 public:
  Json take(const SourceMap& sources, FileId file) {
    syntax::Lexer lexer(sources.text(file));
    bool is_line_empty = true;  // so far
    while (const auto lexeme = lexer.next()) {
      if (lexeme->kind == LexemeKind::kLineEnd) {
        ++line_;
        is_line_empty = true;
      } else if (lexeme->kind == LexemeKind::kComment) {
        if (is_line_empty) add_comment();
      } else if (lexeme->kind != LexemeKind::kBlank) {
        end_comments();
        is_line_empty = false;
        bracket(lexeme->kind);
        line_ = sources.line_of(file, lexeme->end) - 1;  // a `/*` may end lines later
      }
    }
    end_comments();
    return std::move(ranges_);
  }

 private:
  struct Open {
    LexemeKind closing;
    std::uint32_t line;
  };

  void add_comment() {
    if (comments_end_ && *comments_end_ + 1 != line_) end_comments();
    if (!comments_end_) comments_begin_ = line_;
    comments_end_ = line_;
  }

  void end_comments() {
    if (comments_end_ && *comments_end_ > comments_begin_) {
      ranges_.push_back(
          {{"startLine", comments_begin_}, {"endLine", *comments_end_}, {"kind", "comment"}});
    }
    comments_end_.reset();
  }

  void bracket(LexemeKind kind) {
    if (const auto closing = closing_of(kind)) {
      open_.push_back({*closing, line_});
      ++open_of_[*closing];
      return;
    }
    if (open_of_[kind] == 0) return;
    while (true) {
      const Open last = open_.back();
      open_.pop_back();
      --open_of_[last.closing];
      if (last.closing != kind) continue;
      // The line that closes stays to be seen.
      if (line_ > last.line + 1) {
        ranges_.push_back({{"startLine", last.line}, {"endLine", line_ - 1}});
      }
      return;
    }
  }

  std::uint32_t line_ = 0;
  std::vector<Open> open_;
  std::map<LexemeKind, std::size_t> open_of_;  // by what closes them
  std::uint32_t comments_begin_ = 0;
  std::optional<std::uint32_t> comments_end_;
  Json ranges_ = Json::array();
};

}  // namespace

Json folding_ranges(const Request& request) {
  const Compilation& compiled = *request.document.compiled;
  return Folds().take(compiled.sources, compiled.file);
}

}  // namespace leadscore::lsp
