#include "compiler/format/format.hpp"

#include "base/interner.hpp"
#include "base/source.hpp"
#include "base/text/utf8.hpp"
#include "compiler/format/lines.hpp"
#include "compiler/format/words.hpp"
#include "compiler/parse/layout.hpp"
#include "compiler/parse/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace leadscore::format {
namespace {

using syntax::BlockKind;
using syntax::Piece;

constexpr std::size_t kIndent = 2;

/// The statements of a file, and its comments.
struct Pieces {
  std::vector<Piece> pieces;
  std::vector<Span> comments;
};

Result<Pieces> split(std::string_view text) {
  Diagnostics diagnostics;
  Pieces result;
  syntax::Layout layout(text, FileId(0), diagnostics, result.comments);
  while (auto piece = layout.next()) result.pieces.push_back(std::move(*piece));
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity != Severity::kError) continue;
    const std::string_view before = text.substr(0, diagnostic.span.begin);
    return Error{
        fmt::format("line {}: {}", 1 + std::ranges::count(before, '\n'), diagnostic.message)};
  }
  return result;
}

/// Where mistakes are: a statement that has one is left as it is.
std::vector<std::uint32_t> places_of_mistakes(std::string_view text) {
  SourceMap sources;
  Interner texts;
  Diagnostics diagnostics;
  const FileId file = sources.add("", std::string(text));
  (void)parse(sources, file, texts, diagnostics);
  std::vector<std::uint32_t> places;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == Severity::kError) places.push_back(diagnostic.span.begin);
  }
  std::ranges::sort(places);
  return places;
}

/// Whether a statement's line may break before this word, outside of brackets (language.md §3).
bool may_begin_line(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kWords = {"and",   "or",     "then",   "because",
                                                             "where", "within", "decays", "fades"};
  return std::ranges::find(kWords, word) != kWords.end();
}

class Formatter {
 public:
  Formatter(std::string_view text, std::vector<std::uint32_t> mistakes)
      : text_(text), mistakes_(std::move(mistakes)) {}

  std::string run(const std::vector<Piece>& pieces) {
    std::uint32_t begin = 0;
    if (text_.starts_with("\xEF\xBB\xBF")) begin = 3;
    add_block(pieces, begin, static_cast<std::uint32_t>(text_.size()), BlockKind::kNone, 0);
    return render(std::move(lines_));
  }

 private:
  void add_block(const std::vector<Piece>& pieces, std::uint32_t begin, std::uint32_t end,
                 BlockKind kind, std::size_t depth) {
    const std::size_t group = ++groups_;
    bool is_first = true;
    for (const Piece& piece : pieces) {
      add_gap(begin, piece.begin, depth, is_first);
      const bool is_after_gap = wants_gap_;
      const std::size_t line = lines_.size();
      add_piece(piece, kind, depth, group);
      lines_[line].is_after_gap = is_after_gap;
      wants_gap_ = false;
      is_first = false;
      begin = piece.whole_end;
    }
    add_gap(begin, end, depth, is_first);
    wants_gap_ = false;
  }

  /// What stands between two statements: comments, and whether an empty line does.
  void add_gap(std::uint32_t begin, std::uint32_t end, std::size_t depth, bool is_block_begin) {
    std::uint32_t at = begin;
    bool is_own_line = begin == 0 || lines_.empty();
    for (const Word& word : words_between(text_, begin, end)) {
      if (word.kind != WordKind::kComment) continue;
      const bool is_trailing = !is_own_line && !word.is_first_of_line && !lines_.empty() &&
                               lines_.back().comment.empty();
      if (is_trailing) {
        lines_.back().comment = word.text;
        lines_.back().comment_column = column_of(word.begin);
      } else {
        Line line{.indent = depth * kIndent};
        line.comment = word.text;
        line.is_after_gap =
            has_empty_line(at, word.begin) && !(is_block_begin && depth > 0) && !lines_.empty();
        lines_.push_back(std::move(line));
        is_block_begin = false;
      }
      is_own_line = true;
      at = word.begin + static_cast<std::uint32_t>(word.text.size());
    }
    wants_gap_ = has_empty_line(at, end) && !is_block_begin && !lines_.empty();
  }

  [[nodiscard]] bool has_empty_line(std::uint32_t begin, std::uint32_t end) const {
    return std::ranges::count(text_.substr(begin, end - begin), '\n') > 1;
  }

  /// In characters, from the begin of its line; 0 where that is too far to matter.
  [[nodiscard]] std::size_t column_of(std::uint32_t offset) const {
    constexpr std::size_t kFarthest = 1000;
    std::size_t begin = offset;
    while (begin > 0 && text_[begin - 1] != '\n') {
      if (offset - begin >= kFarthest) return 0;
      --begin;
    }
    return text::count_code_points(text_.substr(begin, offset - begin));
  }

  [[nodiscard]] bool has_mistake(std::uint32_t begin, std::uint32_t end) const {
    const auto place = std::ranges::lower_bound(mistakes_, begin);
    return place != mistakes_.end() && *place <= end;
  }

  void add_piece(const Piece& piece, BlockKind in, std::size_t depth, std::size_t group) {
    if (piece.is_broken || piece.is_reported || has_mistake(piece.begin, piece.end)) {
      return add_as_written(piece, depth);
    }
    const bool is_inline_lead =
        piece.block == BlockKind::kTestLead &&
        text_.substr(piece.begin, piece.whole_end - piece.begin).find_first_of("\n#") == text_.npos;
    if (is_inline_lead) return add_inline_lead(piece, depth);
    add_head(piece, in, depth, group);
    if (piece.block == BlockKind::kNone) return;
    const std::uint32_t closing = piece.whole_end - 1;
    add_block(piece.children, piece.end, closing, piece.block, depth + 1);
    lines_.push_back(Line{.indent = depth * kIndent, .text = "}"});
  }

  void add_as_written(const Piece& piece, std::size_t depth) {
    const std::string_view written = text_.substr(piece.begin, piece.whole_end - piece.begin);
    std::size_t indent = depth * kIndent;
    for (std::size_t begin = 0; begin <= written.size();) {
      const std::size_t end = std::min(written.find('\n', begin), written.size());
      std::string_view line = written.substr(begin, end - begin);
      if (line.ends_with('\r')) line.remove_suffix(1);
      lines_.push_back(Line{.indent = indent, .text = std::string(line)});
      indent = 0;  // the other lines have their own
      begin = end + 1;
    }
  }

  void add_inline_lead(const Piece& piece, std::size_t depth) {
    std::string line = "lead {";
    for (const Piece& entry : piece.children) {
      const std::vector<Word> words = words_between(text_, entry.begin, entry.end);
      line += line.ends_with('{') ? " " : ", ";
      line += joined(words, 0, words.size());
    }
    lines_.push_back(Line{.indent = depth * kIndent, .text = line + " }"});
  }

  void add_head(const Piece& piece, BlockKind in, std::size_t depth, std::size_t group) {
    const std::vector<Word> words = words_between(text_, piece.begin, piece.end);
    const std::size_t indent = depth * kIndent;
    const bool keeps_lines = std::ranges::any_of(words, [&](const Word& word) {
      return word.kind == WordKind::kComment || (word.is_first_of_line && word.bracket_depth > 0) ||
             (word.is_first_of_line && word.kind == WordKind::kClose);
    });
    const std::string flat = joined(words, 0, words.size());
    if (!keeps_lines && indent + flat.size() <= kMaxColumns) {
      return add_flat(words, in, indent, group);
    }
    const bool has_lines =
        std::ranges::any_of(words, [](const Word& word) { return word.is_first_of_line; });
    add_lines(words, keeps_lines || has_lines ? lines_in_file(words) : broken(words, in, indent),
              indent);
  }

  /// The words that begin a line in the file.
  static std::vector<std::size_t> lines_in_file(const std::vector<Word>& words) {
    std::vector<std::size_t> begins = {0};
    for (std::size_t index = 1; index < words.size(); ++index) {
      const bool is_after_comment = words[index - 1].kind == WordKind::kComment;
      if (words[index].is_first_of_line || is_after_comment) begins.push_back(index);
    }
    return begins;
  }

  /// Breaks a statement that is too long for one line: as late as it may be, before a word that
  /// may begin a line, or between the items of a list.
  static std::vector<std::size_t> broken(const std::vector<Word>& words, BlockKind in,
                                         std::size_t indent) {
    const bool has_rows = in == BlockKind::kPoints || in == BlockKind::kLead;
    std::vector<std::size_t> begins = {0};
    std::size_t best = 0;           // the last word that may begin a line
    std::size_t width = 0;          // of the line up to here
    std::size_t width_at_best = 0;  // of the line before `best`
    for (std::size_t index = 0; index < words.size(); ++index) {
      const Word& word = words[index];
      const bool is_outside = word.bracket_depth == 0 && (!has_rows || word.text == "because");
      const bool is_item =
          index > 0 && words[index - 1].kind == WordKind::kComma && word.bracket_depth > 0;
      if (index > begins.back() && (is_item || (is_outside && may_begin_line(word.text)))) {
        best = index;
        width_at_best = width;
      }
      width += word.text.size() + (index > 0 && needs_blank(words, index) ? 1 : 0);
      const std::size_t room = kMaxColumns - indent - (begins.size() > 1 ? 2 * kIndent : 0);
      if (width > room && best > begins.back()) {
        begins.push_back(best);
        width -= width_at_best;
      }
    }
    return begins;
  }

  void add_lines(const std::vector<Word>& words, const std::vector<std::size_t>& begins,
                 std::size_t indent) {
    for (std::size_t line = 0; line < begins.size(); ++line) {
      const std::size_t first = begins[line];
      const std::size_t last = line + 1 < begins.size() ? begins[line + 1] : words.size();
      const std::size_t depth = words[first].bracket_depth;
      const std::size_t more = line == 0 ? 0 : depth > 0 ? depth * kIndent : kIndent;
      const bool is_closing = words[first].kind == WordKind::kClose;
      Line made{.indent = indent + (is_closing ? depth * kIndent : more)};
      const bool has_comment = words[last - 1].kind == WordKind::kComment;
      made.text = joined(words, first, has_comment ? last - 1 : last);
      if (has_comment) {
        made.comment = words[last - 1].text;
        made.comment_column = column_of(words[last - 1].begin);
      }
      lines_.push_back(std::move(made));
    }
  }

  void add_flat(const std::vector<Word>& words, BlockKind in, std::size_t indent,
                std::size_t group) {
    Line line{.indent = indent};
    line.group = group;
    const auto points = in == BlockKind::kLead ? std::nullopt : points_of(words, in);
    if (points) {
      line.align = Align::kRight;
      line.text = joined(words, 0, *points);
      line.cell = joined(words, *points, *points + 2);
      line.rest = joined(words, *points + 2, words.size());
      const Word& number = words[*points + 1];
      line.cell_column = column_of(number.begin + static_cast<std::uint32_t>(number.text.size()));
    } else if (in == BlockKind::kLead && words.size() > 2 && words[1].text == ":") {
      const std::size_t details = details_of(words);
      line.align = Align::kLeft;
      line.text = joined(words, 0, 2);
      line.cell = joined(words, 2, details);
      line.rest = joined(words, details, words.size());
      line.cell_column = column_of(words[2].begin);
      if (details < words.size()) line.rest_column = column_of(words[details].begin);
    } else {
      line.text = joined(words, 0, words.size());
    }
    lines_.push_back(std::move(line));
  }

  /// Where the points of a rule or a row begin; nothing if it is neither.
  static std::optional<std::size_t> points_of(const std::vector<Word>& words, BlockKind in) {
    if (words.empty() || words.back().text == "{") return std::nullopt;
    if (in != BlockKind::kPoints && words.front().text != "when") return std::nullopt;
    for (std::size_t index = words.size() - 1; index > 0; --index) {
      const bool is_sign = words[index - 1].text == "+" || words[index - 1].text == "-";
      if (is_sign && words[index].kind == WordKind::kNumber && words[index].bracket_depth == 0) {
        return index - 1;
      }
    }
    return std::nullopt;
  }

  /// Where the details of a field begin, behind its type.
  static std::size_t details_of(const std::vector<Word>& words) {
    for (std::size_t index = 3; index < words.size(); ++index) {
      const std::string_view word = words[index].text;
      if (word == "from" || (word == "unknown" && words[index - 1].kind != WordKind::kComma)) {
        return index;
      }
    }
    return words.size();
  }

  std::string_view text_;
  std::vector<std::uint32_t> mistakes_;
  std::vector<Line> lines_;
  std::size_t groups_ = 0;
  bool wants_gap_ = false;
};

/// What is said, without how it lies on the page.
void add_words(std::string& said, std::string_view text, const std::vector<Piece>& pieces) {
  for (const Piece& piece : pieces) {
    for (const Word& word : words_between(text, piece.begin, piece.end)) {
      if (word.kind == WordKind::kComment) continue;
      said += word.text;
      said += '\x1F';
    }
    said += '\x1E';
    add_words(said, text, piece.children);
    said += '\x1D';
  }
}

std::optional<std::string> words_of(std::string_view text) {
  const auto pieces = split(text);
  if (!pieces) return std::nullopt;
  std::string said;
  add_words(said, text, pieces->pieces);
  for (const Span& comment : pieces->comments) {
    said += text.substr(comment.begin, comment.end - comment.begin);
    said += '\x1C';
  }
  return said;
}

}  // namespace

Result<std::string> format(std::string_view text) {
  const auto pieces = split(text);
  if (!pieces) return pieces.error();
  return Formatter(text, places_of_mistakes(text)).run(pieces->pieces);
}

bool has_same_words(std::string_view left, std::string_view right) {
  const auto said = words_of(left);
  return said && said == words_of(right);
}

}  // namespace leadscore::format
