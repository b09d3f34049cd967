#include "compiler/parse/layout.hpp"

#include "compiler/parse/lexer.hpp"
#include "compiler/parse/parse.hpp"

#include <deque>
#include <utility>

namespace leadscore::syntax {

namespace {

struct Bracket {
  std::uint32_t at = 0;
  LexemeKind kind = LexemeKind::kOther;
};

LexemeKind closer_of(LexemeKind opener) {
  switch (opener) {
    case LexemeKind::kOpenParenthesis:
      return LexemeKind::kCloseParenthesis;
    case LexemeKind::kOpenBracket:
      return LexemeKind::kCloseBracket;
    default:
      return LexemeKind::kCloseBrace;
  }
}

/// A block whose `}` has not come yet.
struct OpenBlock {
  Piece piece;
  std::uint32_t brace_at = 0;
  std::uint32_t indent = 0;
};

bool may_continue_by(LexemeKind last) {
  return last == LexemeKind::kComma || last == LexemeKind::kAndOr || last == LexemeKind::kSign;
}

}  // namespace

class Layout::Splitter {
 public:
  Splitter(std::string_view text, FileId file, Diagnostics& diagnostics,
           std::vector<Span>& comments)
      : text_(text), file_(file), diagnostics_(diagnostics), comments_(comments), lexer_(text) {}

  std::optional<Piece> next();

 private:
  void take(const Lexeme& lexeme);
  void take_line_end();
  void take_foreign_comment(const Lexeme& lexeme);
  void take_word_of_statement(const Lexeme& lexeme);
  void take_opener(const Lexeme& lexeme);
  void take_closer(const Lexeme& lexeme);
  void take_open_brace(const Lexeme& lexeme);
  void take_close_brace(const Lexeme& lexeme);
  void take_semicolon(const Lexeme& lexeme);

  void recover_at_line_begin(const Lexeme& lexeme);
  void decide_line_break(const Lexeme& lexeme);
  [[nodiscard]] bool continues(const Lexeme& lexeme) const;
  [[nodiscard]] bool begins_statement_outside(const Lexeme& lexeme) const;
  [[nodiscard]] BlockKind block_of_current() const;

  void extend(const Lexeme& lexeme);
  void end_statement();
  void end_block(std::uint32_t end);
  void give_up_brackets();
  void finish();

  [[nodiscard]] BlockKind place() const {
    return open_.empty() ? BlockKind::kNone : open_.back().piece.block;
  }
  [[nodiscard]] Span span(std::uint32_t begin, std::uint32_t end) const {
    return {.file = file_, .begin = begin, .end = end};
  }
  [[nodiscard]] Span span(const Lexeme& lexeme) const { return span(lexeme.begin, lexeme.end); }
  void add(Piece piece);
  void mark_broken();

  std::string_view text_;
  FileId file_;
  Diagnostics& diagnostics_;
  std::vector<Span>& comments_;
  Lexer lexer_;

  std::deque<Piece> ready_;
  std::vector<OpenBlock> open_;

  // The statement that is being put together.
  std::optional<Piece> current_;
  std::vector<Bracket> brackets_;
  std::uint32_t deeper_brackets_ = 0;  // beyond the limit, not kept
  LexemeKind last_ = LexemeKind::kOther;
  std::uint32_t current_indent_ = 0;
  bool is_text_open_ = false;  // its text has no closing quote: its line ends it
  bool is_line_over_ = false;  // its line ended; the next word tells whether it goes on

  std::uint32_t skipped_blocks_ = 0;  // open beyond the limit
  bool is_depth_reported_ = false;
  bool begins_line_ = true;
  std::uint32_t line_begin_ = 0;
  std::uint32_t indent_ = 0;                // of the line's first word
  std::optional<std::uint32_t> brace_end_;  // a `}` that ended a block on this line
  bool is_finished_ = false;
};

std::optional<Piece> Layout::Splitter::next() {
  while (ready_.empty() && !is_finished_) {
    const std::optional<Lexeme> lexeme = lexer_.next();
    if (lexeme) {
      take(*lexeme);
    } else {
      finish();
    }
  }
  if (ready_.empty()) return std::nullopt;
  Piece piece = std::move(ready_.front());
  ready_.pop_front();
  return piece;
}

void Layout::Splitter::take(const Lexeme& lexeme) {
  switch (lexeme.kind) {
    case LexemeKind::kBlank:
      return;
    case LexemeKind::kLineEnd:
      return take_line_end();
    case LexemeKind::kComment:
      comments_.push_back(span(lexeme));
      return;
    case LexemeKind::kForeignComment:
      return take_foreign_comment(lexeme);
    default:
      break;
  }
  if (skipped_blocks_ > 0) {
    if (lexeme.kind == LexemeKind::kOpenBrace) ++skipped_blocks_;
    if (lexeme.kind == LexemeKind::kCloseBrace) --skipped_blocks_;
    begins_line_ = false;
    return;
  }
  if (begins_line_) recover_at_line_begin(lexeme);
  if (is_line_over_) decide_line_break(lexeme);
  begins_line_ = false;
  take_word_of_statement(lexeme);
}

void Layout::Splitter::take_word_of_statement(const Lexeme& lexeme) {
  switch (lexeme.kind) {
    case LexemeKind::kOpenParenthesis:
    case LexemeKind::kOpenBracket:
      return take_opener(lexeme);
    case LexemeKind::kCloseParenthesis:
    case LexemeKind::kCloseBracket:
      return take_closer(lexeme);
    case LexemeKind::kOpenBrace:
      return take_open_brace(lexeme);
    case LexemeKind::kCloseBrace:
      return take_close_brace(lexeme);
    case LexemeKind::kSemicolon:
      return take_semicolon(lexeme);
    case LexemeKind::kComma:
      if (place() == BlockKind::kTestLead && brackets_.empty()) return end_statement();
      return extend(lexeme);
    case LexemeKind::kUnclosedText:
      extend(lexeme);
      is_text_open_ = true;
      if (!current_->is_reported) {
        Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kUnclosedText>(
            span(lexeme.begin, lexeme.begin + 1));
        diagnostic.help.emplace_back("a text stands on one line, between two `\"`");
      }
      return mark_broken();
    default:
      return extend(lexeme);
  }
}

void Layout::Splitter::take_line_end() {
  if (current_) {
    if (is_text_open_) {
      brackets_.clear();
      deeper_brackets_ = 0;
    }
    is_line_over_ = brackets_.empty() && deeper_brackets_ == 0;
  }
  begins_line_ = true;
  line_begin_ = lexer_.offset();
  brace_end_.reset();
}

void Layout::Splitter::take_foreign_comment(const Lexeme& lexeme) {
  const std::string_view written = text_.substr(lexeme.begin, lexeme.end - lexeme.begin);
  Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kForeignComment>(
      span(lexeme.begin, lexeme.begin + 2), written.substr(0, 2));
  diagnostic.help.emplace_back("a comment begins with `#` and runs to the end of its line");
  if (!written.starts_with("/*")) {
    diagnostic.fixes.push_back({span(lexeme.begin, lexeme.begin + 2), "#",
                                "begin the comment with `#`",
                                written.starts_with("//") ? FixSafety::kSafe : FixSafety::kUnsafe});
  }
  if (current_) current_->is_reported = true;
  if (current_ && !lexeme.is_closed) mark_broken();
}

void Layout::Splitter::recover_at_line_begin(const Lexeme& lexeme) {
  indent_ = lexeme.begin - line_begin_;
  const bool is_in_brackets = !brackets_.empty() || deeper_brackets_ > 0;
  if (current_ && is_in_brackets && lexer_.begins_statement(lexeme)) {
    give_up_brackets();
    end_statement();
  }
  if (current_ && !is_line_over_) return;
  while (!open_.empty() && begins_statement_outside(lexeme)) {
    if (current_) end_statement();
    const std::uint32_t brace = open_.back().brace_at;
    Diagnostic& diagnostic =
        diagnostics_.report<DiagnosticKind::kUnclosedBlock>(span(brace, brace + 1));
    diagnostic.labels.push_back({span(lexeme), "it has to end before this"});
    diagnostic.help.emplace_back("write `}` after its last line");
    end_block(lexeme.begin);
  }
}

/// Whether a line begins what cannot stand in the innermost block, so that its `}` is missing.
/// Where a block may be wrong by itself, only a line that is not indented tells.
bool Layout::Splitter::begins_statement_outside(const Lexeme& lexeme) const {
  if (lexeme.kind != LexemeKind::kWord) return false;
  if (place() == BlockKind::kTestLead && lexer_.begins_test_entry(lexeme)) return true;
  if (indent_ > open_.back().indent) return false;
  if (lexer_.begins_declaration(lexeme)) return true;
  switch (place()) {
    case BlockKind::kTest:
      return lexer_.begins_rule(lexeme);
    case BlockKind::kLead:
    case BlockKind::kTestLead:
      return lexer_.begins_rule(lexeme) || lexer_.begins_lead(lexeme);
    default:
      return lexer_.begins_lead(lexeme);
  }
}

void Layout::Splitter::decide_line_break(const Lexeme& lexeme) {
  is_line_over_ = false;
  if (!current_) return;
  if (lexeme.kind == LexemeKind::kOpenBrace) {
    if (current_->is_reported) return;
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kBraceOnNextLine>(span(lexeme));
    diagnostic.help.emplace_back("a statement ends with its line, so its `{` stands on that line");
    diagnostic.fixes.push_back({span(current_->end, lexeme.end), " {",
                                "write `{` at the end of the line before", FixSafety::kSafe});
    current_->is_reported = true;
    return;
  }
  if (!continues(lexeme)) end_statement();
}

bool Layout::Splitter::continues(const Lexeme& lexeme) const {
  switch (place()) {
    case BlockKind::kPoints:
      return lexer_.begins_because(lexeme);
    case BlockKind::kLead:
    case BlockKind::kTestLead:
      return last_ == LexemeKind::kComma;
    default:
      if (lexer_.continues(lexeme)) return true;
      // Nothing that begins a statement can be meant to go on with one that was left unfinished.
      return may_continue_by(last_) && !lexer_.begins_statement(lexeme);
  }
}

void Layout::Splitter::take_opener(const Lexeme& lexeme) {
  extend(lexeme);
  if (deeper_brackets_ > 0 || open_.size() + brackets_.size() >= kMaxNesting) {
    ++deeper_brackets_;
    if (!current_->is_reported) {
      Diagnostic& diagnostic =
          diagnostics_.report<DiagnosticKind::kTooDeep>(span(lexeme), kMaxNesting);
      diagnostic.help.emplace_back("give inner conditions a name with `define`");
    }
    return mark_broken();
  }
  brackets_.push_back({lexeme.begin, lexeme.kind});
}

void Layout::Splitter::take_closer(const Lexeme& lexeme) {
  extend(lexeme);
  if (deeper_brackets_ > 0) {
    --deeper_brackets_;
    return;
  }
  const std::string_view written = text_.substr(lexeme.begin, 1);
  if (brackets_.empty()) {
    if (!current_->is_reported) {
      diagnostics_.report<DiagnosticKind::kStrayBracket>(span(lexeme), written)
          .fixes.push_back({span(lexeme), "", "take it away"});
    }
    return mark_broken();
  }
  const Bracket opener = brackets_.back();
  if (closer_of(opener.kind) == lexeme.kind) {
    brackets_.pop_back();
    return;
  }
  if (!current_->is_reported) {
    Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kWrongBracket>(
        span(lexeme), text_.substr(opener.at, 1), written);
    diagnostic.labels.push_back({span(opener.at, opener.at + 1), "opened here"});
  }
  if (opener.kind != LexemeKind::kOpenBrace) brackets_.pop_back();
  mark_broken();
}

BlockKind Layout::Splitter::block_of_current() const {
  const FirstWord first = lexer_.first_word(current_->begin);
  switch (place()) {
    case BlockKind::kNone:
      if (first == FirstWord::kScore) return BlockKind::kPart;
      if (first == FirstWord::kLead) return BlockKind::kLead;
      if (first == FirstWord::kTest) return BlockKind::kTest;
      if (first == FirstWord::kEvent) return BlockKind::kNone;
      break;
    case BlockKind::kTest:
      return first == FirstWord::kLead ? BlockKind::kTestLead : BlockKind::kNone;
    default:
      break;
  }
  if (first == FirstWord::kPoints) return BlockKind::kPoints;
  return first == FirstWord::kBest ? BlockKind::kBestOf : BlockKind::kOther;
}

void Layout::Splitter::take_open_brace(const Lexeme& lexeme) {
  if (!brackets_.empty() || deeper_brackets_ > 0) give_up_brackets();
  extend(lexeme);
  const BlockKind block = block_of_current();
  if (block == BlockKind::kNone) {  // the attributes of an event stand inside its statement
    brackets_.push_back({lexeme.begin, lexeme.kind});
    return;
  }
  if (open_.size() >= kMaxNesting) {
    if (!is_depth_reported_) {
      diagnostics_.report<DiagnosticKind::kTooDeep>(span(lexeme), kMaxNesting);
    }
    is_depth_reported_ = true;
    mark_broken();
    end_statement();
    skipped_blocks_ = 1;
    return;
  }
  current_->block = block;
  open_.push_back(
      {.piece = std::move(*current_), .brace_at = lexeme.begin, .indent = current_indent_});
  current_.reset();
  is_text_open_ = false;
  is_line_over_ = false;
}

void Layout::Splitter::take_close_brace(const Lexeme& lexeme) {
  if (current_ && !brackets_.empty()) {
    const bool closes_attributes = brackets_.back().kind == LexemeKind::kOpenBrace;
    if (closes_attributes || open_.empty()) return take_closer(lexeme);
  }
  if (current_ && (!brackets_.empty() || deeper_brackets_ > 0)) give_up_brackets();
  if (open_.empty()) {
    if (!current_ || !current_->is_reported) {
      diagnostics_.report<DiagnosticKind::kStrayBracket>(span(lexeme), "}")
          .fixes.push_back({span(lexeme), "", "take it away"});
    }
    end_statement();
    return;
  }
  end_statement();
  end_block(lexeme.end);
  brace_end_ = lexeme.end;
}

void Layout::Splitter::take_semicolon(const Lexeme& lexeme) {
  if (current_ && !brackets_.empty() && brackets_.back().kind == LexemeKind::kOpenBrace) {
    return extend(lexeme);
  }
  if (current_ && (!brackets_.empty() || deeper_brackets_ > 0)) give_up_brackets();
  brace_end_.reset();
  end_statement();
}

void Layout::Splitter::extend(const Lexeme& lexeme) {
  if (!current_) {
    current_.emplace().begin = lexeme.begin;
    current_indent_ = indent_;
    if (brace_end_) {
      Diagnostic& diagnostic = diagnostics_.report<DiagnosticKind::kMissingSemicolon>(span(lexeme));
      diagnostic.help.emplace_back("a statement stands on its own line, or after a `;`");
      diagnostic.fixes.push_back(
          {span(*brace_end_, *brace_end_), ";", "write `;` after the `}`", FixSafety::kSafe});
      current_->is_reported = true;
      brace_end_.reset();
    }
  }
  current_->end = lexeme.end;
  last_ = lexeme.kind;
}

/// The brackets of this statement are never closed: it is reported at the innermost.
void Layout::Splitter::give_up_brackets() {
  if (!current_->is_reported && !brackets_.empty()) {
    const Bracket& bracket = brackets_.back();
    const bool is_list = bracket.kind == LexemeKind::kOpenBracket;
    const bool is_block = bracket.kind == LexemeKind::kOpenBrace;
    const Span place = span(bracket.at, bracket.at + 1);
    Diagnostic& diagnostic = is_block ? diagnostics_.report<DiagnosticKind::kUnclosedBlock>(place)
                                      : diagnostics_.report<DiagnosticKind::kUnclosedBracket>(
                                            place, text_.substr(bracket.at, 1));
    diagnostic.help.emplace_back(is_block  ? "write `}` after its last line"
                                 : is_list ? "write `]` after the last value"
                                           : "write `)` where it ends");
  }
  brackets_.clear();
  deeper_brackets_ = 0;
  mark_broken();
}

void Layout::Splitter::mark_broken() {
  if (!current_) return;
  current_->is_broken = true;
  current_->is_reported = true;
}

void Layout::Splitter::end_statement() {
  brackets_.clear();
  deeper_brackets_ = 0;
  is_text_open_ = false;
  is_line_over_ = false;
  if (!current_) return;
  Piece piece = std::move(*current_);
  current_.reset();
  piece.whole_end = piece.end;
  add(std::move(piece));
}

void Layout::Splitter::end_block(std::uint32_t end) {
  Piece piece = std::move(open_.back().piece);
  open_.pop_back();
  piece.whole_end = end;
  add(std::move(piece));
}

void Layout::Splitter::add(Piece piece) {
  if (open_.empty()) {
    is_depth_reported_ = false;
    ready_.push_back(std::move(piece));
  } else {
    open_.back().piece.children.push_back(std::move(piece));
  }
}

void Layout::Splitter::finish() {
  is_finished_ = true;
  if (current_ && (!brackets_.empty() || deeper_brackets_ > 0) && !is_text_open_) {
    give_up_brackets();
  }
  end_statement();
  while (!open_.empty()) {
    const std::uint32_t brace = open_.back().brace_at;
    if (!is_depth_reported_) {
      diagnostics_.report<DiagnosticKind::kUnclosedBlock>(span(brace, brace + 1))
          .help.emplace_back("write `}` after its last line");
    }
    end_block(static_cast<std::uint32_t>(text_.size()));
  }
}

std::vector<Piece> lines_of_block(std::string_view text, std::uint32_t begin, std::uint32_t end,
                                  EndOfEntry end_of_entry) {
  std::vector<Piece> pieces;
  Lexer lexer(text.substr(0, end), begin);
  std::size_t open_brackets = 0;
  bool is_line_over = true;
  LexemeKind last = LexemeKind::kSemicolon;
  while (const auto lexeme = lexer.next()) {
    switch (lexeme->kind) {
      case LexemeKind::kBlank:
      case LexemeKind::kComment:
      case LexemeKind::kForeignComment:
        continue;
      case LexemeKind::kLineEnd:
        // A `,` at the end of a line goes on with it, as in `lead { }`.
        if (open_brackets == 0 && last != LexemeKind::kComma) is_line_over = true;
        continue;
      case LexemeKind::kSemicolon:
        is_line_over = true;
        continue;
      case LexemeKind::kComma:
        if (end_of_entry == EndOfEntry::kLineOrComma && open_brackets == 0) {
          is_line_over = true;
          continue;
        }
        break;
      case LexemeKind::kOpenBracket:
      case LexemeKind::kOpenParenthesis:
        ++open_brackets;
        break;
      case LexemeKind::kCloseBracket:
      case LexemeKind::kCloseParenthesis:
        if (open_brackets > 0) --open_brackets;
        break;
      default:
        break;
    }
    if (is_line_over) pieces.emplace_back().begin = lexeme->begin;
    is_line_over = false;
    last = lexeme->kind;
    pieces.back().end = lexeme->end;
    pieces.back().whole_end = lexeme->end;
  }
  return pieces;
}

Layout::Layout(std::string_view text, FileId file, Diagnostics& diagnostics,
               std::vector<Span>& comments)
    : splitter_(std::make_unique<Splitter>(text, file, diagnostics, comments)) {}

Layout::~Layout() = default;

std::optional<Piece> Layout::next() { return splitter_->next(); }

}  // namespace leadscore::syntax
