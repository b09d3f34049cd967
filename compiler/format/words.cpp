#include "compiler/format/words.hpp"

#include "compiler/parse/lexer.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace leadscore::format {
namespace {

using syntax::LexemeKind;

WordKind kind_of(LexemeKind kind) {
  switch (kind) {
    case LexemeKind::kWord:
    case LexemeKind::kAndOr:
      return WordKind::kName;
    case LexemeKind::kNumber:
      return WordKind::kNumber;
    case LexemeKind::kText:
    case LexemeKind::kUnclosedText:
      return WordKind::kText;
    case LexemeKind::kOpenParenthesis:
    case LexemeKind::kOpenBracket:
    case LexemeKind::kOpenBrace:
      return WordKind::kOpen;
    case LexemeKind::kCloseParenthesis:
    case LexemeKind::kCloseBracket:
    case LexemeKind::kCloseBrace:
      return WordKind::kClose;
    case LexemeKind::kComma:
      return WordKind::kComma;
    case LexemeKind::kSemicolon:
      return WordKind::kSemicolon;
    case LexemeKind::kSign:
      return WordKind::kSign;
    case LexemeKind::kComment:
    case LexemeKind::kForeignComment:
      return WordKind::kComment;
    case LexemeKind::kBlank:
    case LexemeKind::kLineEnd:
    case LexemeKind::kOther:
      break;
  }
  return WordKind::kOther;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// How long the date at the begin of `text` is; 0 if there is none.
std::size_t date_size(std::string_view text) {
  static constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() < kShape.size()) return 0;
  for (std::size_t at = 0; at < kShape.size(); ++at) {
    if (kShape[at] == 'd' ? !is_digit(text[at]) : text[at] != kShape[at]) return 0;
  }
  const auto belongs = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ':';
  };
  std::size_t size = kShape.size();
  while (size < text.size() &&
         (belongs(text[size]) ||
          (text[size] == '.' && size + 1 < text.size() && is_digit(text[size + 1])))) {
    ++size;
  }
  return size;
}

bool is_one_of(std::string_view word, const auto& words) {
  return std::ranges::find(words, word) != words.end();
}

/// Keywords that a `(` or a sign may follow without being a call or a subtraction.
bool is_keyword_before_value(std::string_view word) {
  static constexpr std::array<std::string_view, 27> kWords = {
      "when",    "and", "or",    "not",   "no",     "then",    "where",  "by",    "of",
      "is",      "in",  "than",  "least", "most",   "between", "within", "for",   "at",
      "exactly", "to",  "under", "over",  "expect", "score",   "never",  "known", "with"};
  return is_one_of(word, kWords);
}

/// A sign that belongs to the number behind it, and is no subtraction.
bool is_of_number(const std::vector<Word>& words, std::size_t index) {
  const Word& sign = words[index];
  if (sign.text != "+" && sign.text != "-") return false;
  if (index == 0) return true;
  const Word& before = words[index - 1];
  const bool is_value = before.kind == WordKind::kNumber || before.kind == WordKind::kClose ||
                        (before.kind == WordKind::kName && !is_keyword_before_value(before.text));
  const bool is_written_so =
      sign.is_after_blank && index + 1 < words.size() && !words[index + 1].is_after_blank;
  return !is_value || sign.bracket_depth == 0 || is_written_so;
}

bool opens_call(const Word& before) {
  return before.kind == WordKind::kName && !is_keyword_before_value(before.text);
}

}  // namespace

std::vector<Word> words_between(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::vector<Word> words;
  std::uint32_t depth = 0;
  bool is_after_blank = false;
  bool is_first_of_line = false;
  const std::string_view whole = text.substr(0, end);
  for (std::uint32_t at = begin; at < end;) {
    Word word{.begin = at, .is_after_blank = is_after_blank, .is_first_of_line = is_first_of_line};
    const std::size_t date = date_size(whole.substr(at));
    if (date > 0) {
      word.kind = WordKind::kDate;
      word.text = whole.substr(at, date);
      at += static_cast<std::uint32_t>(date);
    } else {
      syntax::Lexer lexer(whole, at);
      const auto lexeme = lexer.next();
      at = std::max(lexer.offset(), at + 1);
      if (lexeme->kind == LexemeKind::kBlank || lexeme->kind == LexemeKind::kLineEnd) {
        is_after_blank = true;
        is_first_of_line = is_first_of_line || lexeme->kind == LexemeKind::kLineEnd;
        continue;
      }
      word.kind = kind_of(lexeme->kind);
      word.text = whole.substr(lexeme->begin, lexeme->end - lexeme->begin);
    }
    if (word.kind == WordKind::kClose && depth > 0) --depth;
    word.bracket_depth = depth;
    if (word.kind == WordKind::kOpen) ++depth;
    is_after_blank = is_first_of_line = false;
    words.push_back(word);
  }
  return words;
}

bool needs_blank(const std::vector<Word>& words, std::size_t index) {
  const Word& before = words[index - 1];
  const Word& word = words[index];
  if (word.kind == WordKind::kComma || word.kind == WordKind::kSemicolon) return false;
  if (word.text == ":" || word.text == "%") return false;
  if (word.text == ")" || word.text == "]") return false;
  if (before.text == "(" || before.text == "[") return false;
  if (word.text == "(") return !opens_call(before);
  if (before.kind == WordKind::kSign && is_of_number(words, index - 1)) return false;
  if (word.text == "/" && before.text == "yes") return false;
  if (before.text == "/" && index > 1 && words[index - 2].text == "yes") return false;
  // `<` and `=` are one sign; letters after a number are a mistake that stays as it is.
  const bool is_split = (before.kind == WordKind::kOther && word.kind == WordKind::kOther &&
                         before.text != ":" && before.text != "%") ||
                        (before.kind == WordKind::kNumber && word.kind == WordKind::kName);
  if (is_split) return word.is_after_blank;
  return true;
}

std::string joined(const std::vector<Word>& words, std::size_t first, std::size_t last) {
  std::string line;
  for (std::size_t index = first; index < last; ++index) {
    if (index > first && needs_blank(words, index)) line += ' ';
    line += words[index].text;
  }
  return line;
}

}  // namespace leadscore::format
