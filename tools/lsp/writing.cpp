#include "tools/lsp/writing.hpp"

#include "compiler/parse/layout.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace leadscore::lsp {
namespace {

using syntax::BlockKind;
using syntax::Lexeme;
using syntax::LexemeKind;
using syntax::Piece;
using syntax::Place;

/// Stands for the word that is still to come: no rule of the grammar takes it.
constexpr std::string_view kToCome = "\x01";

bool is_blank(LexemeKind kind) {
  return kind == LexemeKind::kBlank || kind == LexemeKind::kLineEnd ||
         kind == LexemeKind::kComment || kind == LexemeKind::kForeignComment;
}

/// What stands at `offset`; of two that meet there, the one before, if it can go on.
std::optional<Lexeme> lexeme_at(std::string_view text, std::uint32_t offset) {
  const std::size_t line = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  syntax::Lexer lexer(text, static_cast<std::uint32_t>(line));
  while (const std::optional<Lexeme> lexeme = lexer.next()) {
    if (lexeme->begin >= offset) {
      return lexeme->begin == offset ? lexeme : std::nullopt;
    }
    if (lexeme->end < offset) continue;
    const bool is_word = lexeme->kind == LexemeKind::kWord || lexeme->kind == LexemeKind::kAndOr ||
                         lexeme->kind == LexemeKind::kNumber;
    if (lexeme->end > offset || is_word || lexeme->kind == LexemeKind::kComment ||
        lexeme->kind == LexemeKind::kUnclosedText) {
      return lexeme;
    }
  }
  return std::nullopt;
}

std::optional<Place> place_in(BlockKind block) {
  switch (block) {
    case BlockKind::kNone:
      return Place::kFile;
    case BlockKind::kPart:
      return Place::kPart;
    case BlockKind::kLead:
      return Place::kLead;
    case BlockKind::kTest:
      return Place::kTest;
    case BlockKind::kTestLead:
      return Place::kTestLead;
    case BlockKind::kPoints:
      return Place::kTable;
    case BlockKind::kBestOf:
      return Place::kBestOf;
    case BlockKind::kOther:
      break;
  }
  return std::nullopt;
}

std::vector<Lexeme> words_between(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::vector<Lexeme> words;
  syntax::Lexer lexer(text.substr(0, end), begin);
  while (const std::optional<Lexeme> lexeme = lexer.next()) {
    if (!is_blank(lexeme->kind)) words.push_back(*lexeme);
  }
  return words;
}

/// The pieces that hold the byte, from the file's own statement inwards.
std::vector<Piece> pieces_at(std::string_view text, std::uint32_t offset) {
  Diagnostics ignored;
  std::vector<Span> comments;
  syntax::Layout layout(text, FileId{0}, ignored, comments);
  std::vector<Piece> chain;
  while (std::optional<Piece> piece = layout.next()) {
    if (piece->whole_end <= offset && piece->end <= offset) continue;
    if (piece->begin > offset) break;
    for (std::optional<Piece> inner = std::move(piece); inner;) {
      std::vector<Piece> children = std::move(inner->children);
      const bool is_head = offset < inner->end;
      chain.push_back(std::move(*inner));
      inner.reset();
      if (is_head) return chain;
      for (Piece& child : children) {
        if (child.begin <= offset && offset < std::max(child.end, child.whole_end)) {
          inner = std::move(child);
          break;
        }
      }
    }
    return {};
  }
  return {};
}

/// The braces of an event's attributes stand inside its statement: moves into them.
void enter_attributes(std::string_view so_far, Writing& writing) {
  Statement& head = writing.statement;
  const auto open = std::find_if(head.words.rbegin(), head.words.rend(), [](const Lexeme& word) {
    return word.kind == LexemeKind::kOpenBrace || word.kind == LexemeKind::kCloseBrace;
  });
  if (open == head.words.rend() || open->kind == LexemeKind::kCloseBrace) return;
  const bool is_test = head.place == Place::kTest;
  const auto lines = syntax::lines_of_block(
      so_far, open->end, static_cast<std::uint32_t>(so_far.size()),
      is_test ? syntax::EndOfEntry::kLineOrComma : syntax::EndOfEntry::kLine);
  const std::uint32_t begin = lines.empty() ? writing.word.begin : lines.back().begin;
  Statement inner{.place = is_test ? Place::kTestAttributes : Place::kAttributes,
                  .begin = begin,
                  .words = words_between(so_far, begin, writing.word.begin)};
  head.words.erase(open.base(), head.words.end());
  writing.around.push_back(std::exchange(head, std::move(inner)));
}

}  // namespace

Writing writing_at(std::string_view text, std::uint32_t offset) {
  Writing writing;
  writing.word = {offset, offset};
  std::string so_far;
  if (const std::optional<Lexeme> at = lexeme_at(text, offset)) {
    const bool is_comment = at->kind == LexemeKind::kComment ||
                            (at->kind == LexemeKind::kForeignComment && at->begin < offset);
    if (is_comment && at->begin < offset) {
      writing.is_nowhere = true;
      return writing;
    }
    const bool is_text = at->kind == LexemeKind::kText || at->kind == LexemeKind::kUnclosedText;
    if (is_text && at->begin < offset) {
      writing.is_text = true;
      writing.word = {at->begin, at->kind == LexemeKind::kText ? at->end : offset};
    } else if (at->kind == LexemeKind::kWord || at->kind == LexemeKind::kAndOr ||
               at->kind == LexemeKind::kNumber) {
      writing.word = {at->begin, at->end};
    }
  }
  so_far = text.substr(0, writing.word.begin);
  // A word, so that it is decided whether its line goes on with the statement before.
  const bool is_plain = !writing.is_text && writing.word.end > writing.word.begin;
  so_far += is_plain ? text.substr(writing.word.begin, writing.word.end - writing.word.begin)
                     : std::string_view("x");
  const std::vector<Piece> chain = pieces_at(so_far, writing.word.begin);
  if (chain.empty()) {
    writing.is_nowhere = true;
    return writing;
  }
  BlockKind block = BlockKind::kNone;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const std::optional<Place> place = place_in(block);
    if (!place) {
      writing.is_nowhere = true;
      return writing;
    }
    const bool is_last = i + 1 == chain.size();
    Statement statement{
        .place = *place,
        .begin = chain[i].begin,
        .words = words_between(text, chain[i].begin, is_last ? writing.word.begin : chain[i].end)};
    block = chain[i].block;
    if (is_last) {
      writing.statement = std::move(statement);
    } else {
      writing.around.push_back(std::move(statement));
    }
  }
  enter_attributes(so_far, writing);
  return writing;
}

std::uint64_t expected_after(std::string_view text, const Statement& statement, std::size_t count) {
  std::string so_far;
  if (count > 0) {
    so_far = text.substr(statement.begin, statement.words[count - 1].end - statement.begin);
  }
  so_far += ' ';
  const std::size_t end = so_far.size();
  so_far += kToCome;
  syntax::Reading reading;
  syntax::read_statement(statement.place, so_far, 0, static_cast<std::uint32_t>(so_far.size()),
                         reading);
  return reading.furthest == end ? reading.expected : 0;
}

}  // namespace leadscore::lsp
