#include "compiler/parse/lexer.hpp"

#include "compiler/parse/beginnings.hpp"
#include "grammar/file.hpp"
#include "grammar/lexemes.hpp"

#include <algorithm>

namespace leadscore::syntax {

namespace {

using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf_crlf, const char*>;

template <LexemeKind kind>
struct is_lexeme {
  static void apply0(Lexeme& lexeme) { lexeme.kind = kind; }
};

template <class Rule>
struct lexeme_action : pegtl::nothing<Rule> {};
template <>
struct lexeme_action<grammar::blanks> : is_lexeme<LexemeKind::kBlank> {};
template <>
struct lexeme_action<grammar::line_end> : is_lexeme<LexemeKind::kLineEnd> {};
template <>
struct lexeme_action<grammar::dotted_word> : is_lexeme<LexemeKind::kWord> {};
template <>
struct lexeme_action<grammar::comment> : is_lexeme<LexemeKind::kComment> {};
template <>
struct lexeme_action<grammar::text> : is_lexeme<LexemeKind::kText> {};
template <>
struct lexeme_action<grammar::unclosed_text> : is_lexeme<LexemeKind::kUnclosedText> {};
template <>
struct lexeme_action<grammar::plain_number> : is_lexeme<LexemeKind::kNumber> {};
template <>
struct lexeme_action<grammar::slash_comment> : is_lexeme<LexemeKind::kForeignComment> {};
template <>
struct lexeme_action<grammar::dash_comment> : is_lexeme<LexemeKind::kForeignComment> {};
template <>
struct lexeme_action<grammar::block_comment_begin> : is_lexeme<LexemeKind::kForeignComment> {};
template <>
struct lexeme_action<grammar::open_parenthesis> : is_lexeme<LexemeKind::kOpenParenthesis> {};
template <>
struct lexeme_action<grammar::close_parenthesis> : is_lexeme<LexemeKind::kCloseParenthesis> {};
template <>
struct lexeme_action<grammar::open_bracket> : is_lexeme<LexemeKind::kOpenBracket> {};
template <>
struct lexeme_action<grammar::close_bracket> : is_lexeme<LexemeKind::kCloseBracket> {};
template <>
struct lexeme_action<grammar::open_brace> : is_lexeme<LexemeKind::kOpenBrace> {};
template <>
struct lexeme_action<grammar::close_brace> : is_lexeme<LexemeKind::kCloseBrace> {};
template <>
struct lexeme_action<grammar::semicolon> : is_lexeme<LexemeKind::kSemicolon> {};
template <>
struct lexeme_action<grammar::comma> : is_lexeme<LexemeKind::kComma> {};
template <>
struct lexeme_action<grammar::arithmetic_sign> : is_lexeme<LexemeKind::kSign> {};
template <>
struct lexeme_action<grammar::foreign_text> : is_lexeme<LexemeKind::kText> {};
template <>
struct lexeme_action<grammar::other_character> : is_lexeme<LexemeKind::kOther> {};

/// Asks about one line only, so that asking at each line begin stays linear.
template <class Rule>
bool begins_with(std::string_view text, std::uint32_t offset) {
  const std::size_t end = std::min(text.find('\n', offset), text.size());
  Input input(text.data() + offset, text.data() + end, "");
  return pegtl::parse<Rule, pegtl::nothing, Quiet>(input);
}

/// `lead("x")` is an event of a kind of that name.
struct lead_block
    : pegtl::seq<grammar::word<"lead">, pegtl::not_at<grammar::gap, grammar::open_parenthesis>> {};

}  // namespace

Lexer::Lexer(std::string_view text) : text_(text) {
  if (text.starts_with("\xEF\xBB\xBF")) offset_ = 3;
}

std::optional<Lexeme> Lexer::next() {
  if (offset_ >= text_.size()) return std::nullopt;
  Lexeme lexeme{.kind = LexemeKind::kOther, .begin = offset_, .end = offset_};
  Input input(text_.data() + offset_, text_.data() + text_.size(), "");
  [[maybe_unused]] const bool is_any =
      pegtl::parse<grammar::lexeme, lexeme_action, Quiet>(input, lexeme);
  offset_ = static_cast<std::uint32_t>(input.current() - text_.data());
  lexeme.end = offset_;
  const std::string_view written = text_.substr(lexeme.begin, lexeme.end - lexeme.begin);
  switch (lexeme.kind) {
    case LexemeKind::kWord:
      if (written == "and" || written == "or") lexeme.kind = LexemeKind::kAndOr;
      break;
    case LexemeKind::kComment:
      if (written.ends_with('\r')) --lexeme.end;
      break;
    case LexemeKind::kForeignComment:
      if (written == "/*") end_block_comment(lexeme);
      break;
    default:
      break;
  }
  return lexeme;
}

void Lexer::end_block_comment(Lexeme& lexeme) {
  std::size_t end = text_.npos;
  if (!is_without_comment_end_) end = text_.find("*/", offset_);
  if (end == text_.npos) {
    is_without_comment_end_ = true;
    lexeme.is_closed = false;
    end = std::min(text_.find('\n', offset_), text_.size());
  } else {
    end += 2;
  }
  offset_ = static_cast<std::uint32_t>(end);
  lexeme.end = offset_;
}

FirstWord Lexer::first_word(std::uint32_t offset) const {
  const std::string_view start = text_.substr(offset, 8);  // longer than each of the words
  if (begins_with<grammar::word<"score">>(start, 0)) return FirstWord::kScore;
  if (begins_with<lead_block>(start, 0)) return FirstWord::kLead;
  if (begins_with<grammar::word<"test">>(start, 0)) return FirstWord::kTest;
  if (begins_with<grammar::word<"event">>(start, 0)) return FirstWord::kEvent;
  if (begins_with<grammar::word<"points">>(start, 0)) return FirstWord::kPoints;
  if (begins_with<grammar::word<"best">>(start, 0)) return FirstWord::kBest;
  return FirstWord::kOther;
}

bool Lexer::continues(const Lexeme& lexeme) const {
  return begins_with<grammar::continuation>(text_, lexeme.begin);
}

bool Lexer::begins_because(const Lexeme& lexeme) const {
  return begins_with<grammar::because_continuation>(text_, lexeme.begin);
}

bool Lexer::begins_statement(const Lexeme& lexeme) const {
  return begins_with<grammar::statement_start>(text_, lexeme.begin);
}

bool Lexer::begins_declaration(const Lexeme& lexeme) const {
  return begins_with<grammar::declaration_start>(text_, lexeme.begin);
}

bool Lexer::begins_lead(const Lexeme& lexeme) const {
  return begins_with<grammar::lead_start>(text_, lexeme.begin);
}

bool Lexer::begins_test_entry(const Lexeme& lexeme) const {
  return begins_with<grammar::test_entry_start>(text_, lexeme.begin);
}

bool Lexer::begins_rule(const Lexeme& lexeme) const {
  return begins_with<grammar::rule_start>(text_, lexeme.begin);
}

}  // namespace leadscore::syntax
