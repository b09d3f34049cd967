#include "compiler/check/tables.hpp"

#include "base/text/fold.hpp"
#include "base/text/glob.hpp"
#include "compiler/check/event_tests.hpp"
#include "compiler/check/known_values.hpp"
#include "compiler/check/numbers.hpp"
#include "compiler/check/right_side.hpp"
#include "compiler/check/table_ranges.hpp"
#include "compiler/resolve/suggest.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_set>
#include <variant>

namespace leadscore::checking {
namespace {

using ast::RowKind;
using model::NumberRange;

bool is_number_row(RowKind kind) {
  switch (kind) {
    case RowKind::kUnder:
    case RowKind::kTo:
    case RowKind::kToUnder:
    case RowKind::kOrMore:
    case RowKind::kOver:
    case RowKind::kNumber:
      return true;
    case RowKind::kValues:
    case RowKind::kUnknown:
    case RowKind::kOtherwise:
      break;
  }
  return false;
}

/// The number at which the row begins and which is in it.
std::optional<double> begin_of(const ast::TableRow& row) {
  switch (row.kind) {
    case RowKind::kTo:
    case RowKind::kToUnder:
    case RowKind::kOrMore:
    case RowKind::kNumber:
      return row.first.value;
    case RowKind::kUnder:
    case RowKind::kOver:
    case RowKind::kValues:
    case RowKind::kUnknown:
    case RowKind::kOtherwise:
      break;
  }
  return std::nullopt;
}

class TableCheck {
 public:
  TableCheck(Context& context, const ast::TableStatement& written, Span span)
      : context_(context), written_(written) {
    table_.span = span;
    table_.subject_span = context.file.expressions[written.subject].span;
  }

  [[nodiscard]] std::optional<model::Table> check() {
    if (written_.has_unread_rows && is_told_by_rows()) return std::nullopt;
    subject_ = check_table_subject(context_, written_.subject);
    if (written_.rows.empty() && !written_.has_unread_rows) report_empty();
    if (!subject_) return std::nullopt;
    table_.subject = subject_->subject;
    for (std::size_t i = 0; i < written_.rows.size(); ++i) add_row(i);
    if (!is_good_) return std::nullopt;
    if (written_.has_unread_rows) return std::move(table_);  // what they leave is not known
    if (is_text()) {
      warn_of_texts();
    } else {
      warn_of_ranges();
      warn_of_what_never_is();
    }
    return std::move(table_);
  }

 private:
  [[nodiscard]] bool is_text() const {
    return std::holds_alternative<model::TextSubject>(table_.subject);
  }

  /// Whether only the rows say what the field is that the points go by; some were not read.
  [[nodiscard]] bool is_told_by_rows() const {
    const auto& node =
        context_.file.expressions[without_groups(context_.file, written_.subject)].node;
    const auto* use = std::get_if<ast::NameUse>(&node);
    const resolve::Field* field = use == nullptr ? nullptr : field_named(context_, use->name);
    return field != nullptr && field->type == model::Type::kAny;
  }

  void report_empty() {
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kEmptyBlock>(table_.span, "table");
    diagnostic.help.emplace_back(
        "write its rows, each on a line: `under 10 -5`, `10 to 49 +5`, `50 or more +15`");
  }

  // ---- Rows ----

  void add_row(std::size_t index) {
    const ast::TableRow& row = written_.rows[index];
    if (row.kind == RowKind::kOtherwise && index + 1 < written_.rows.size()) {
      report_not_last(row, written_.rows[index + 1]);
    }
    auto match = match_of(index);
    if (!match) {
      is_good_ = false;
      return;
    }
    table_.rows.push_back({.match = std::move(*match),
                           .points_thousandths = row.points.thousandths,
                           .because = because(row.because),
                           .span = row.span});
  }

  std::optional<decltype(model::Row::match)> match_of(std::size_t index) {
    const ast::TableRow& row = written_.rows[index];
    if (row.kind == RowKind::kOtherwise) return model::RowOtherwise{};
    if (row.kind == RowKind::kUnknown) {
      if (!check_unknown(row)) return std::nullopt;
      return model::RowUnknown{};
    }
    if (is_number_row(row.kind) == is_text()) {
      report_wrong_row(row);
      return std::nullopt;
    }
    if (is_text()) return texts_of(row);
    return range_of(index);
  }

  bool check_unknown(const ast::TableRow& row) {
    if (!unknown_) {
      unknown_ = row.match_span;
      return true;
    }
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kRowTwice>(row.match_span, "unknown");
    diagnostic.labels.push_back({*unknown_, "the first one is here"});
    diagnostic.help.emplace_back("keep one of the two");
    return false;
  }

  void report_not_last(const ast::TableRow& row, const ast::TableRow& next) {
    is_good_ = false;
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kOtherwiseNotLast>(row.match_span);
    diagnostic.labels.push_back({next.match_span, "this comes after it"});
    diagnostic.help.emplace_back("move it to the end");
  }

  void report_wrong_row(const ast::TableRow& row) {
    const bool is_text = this->is_text();
    Diagnostic& diagnostic = context_.diagnostics.report<DiagnosticKind::kWrongRow>(
        row.match_span, context_.text(table_.subject_span), is_text ? "a text" : "a number",
        is_text ? "numbers" : "texts");
    diagnostic.labels.push_back({table_.subject_span, "what the points go by"});
    diagnostic.help.emplace_back(
        is_text ? "rows for texts: `\"software\", \"fintech\" +10`, `\"*bank*\" +5`, the name of a "
                  "list, `unknown`, `otherwise`"
                : "rows for numbers: `under 10`, `10 to 49`, `10 to under 50`, `50 or more`, `over "
                  "49`, `7`, `unknown`, `otherwise`");
  }

  // ---- Numbers ----

  std::optional<NumberRange> range_of(std::size_t index) {
    const ast::TableRow& row = written_.rows[index];
    NumberRange range;
    if (row.kind != RowKind::kUnder) range.low = row.first.value;
    switch (row.kind) {
      case RowKind::kUnder:
        range.high = row.first.value;
        range.includes_high = false;
        break;
      case RowKind::kTo:
        range.high = row.second.value;
        extend(range, index);
        break;
      case RowKind::kToUnder:
        range.high = row.second.value;
        range.includes_high = false;
        break;
      case RowKind::kOver:
        range.includes_low = false;
        break;
      case RowKind::kNumber:
        range.high = range.low;
        break;
      case RowKind::kOrMore:
      case RowKind::kValues:
      case RowKind::kUnknown:
      case RowKind::kOtherwise:
        break;
    }
    const bool is_empty =
        range.low > range.high || (range.low == range.high && !range.includes_high);
    if (is_empty) {
      report_order(row);
      return std::nullopt;
    }
    ranges_.push_back(range);
    rows_of_ranges_.push_back(index);
    return range;
  }

  /// `10 to 49` before a row that begins at 50 takes everything below 50 (§6).
  void extend(NumberRange& range, std::size_t index) const {
    if (index + 1 == written_.rows.size() || range.low > range.high) return;
    const auto next = begin_of(written_.rows[index + 1]);
    if (!next || *next != range.high + 1) return;
    range.high = *next;
    range.includes_high = false;
  }

  void report_order(const ast::TableRow& row) {
    const std::string_view first = context_.text(row.first.span);
    const std::string_view second = context_.text(row.second.span);
    Diagnostic& diagnostic =
        context_.diagnostics.report<DiagnosticKind::kBoundsOrder>(row.match_span, first, second);
    diagnostic.help.emplace_back("the smaller number comes first");
    if (row.first.value > row.second.value) {
      const std::string_view word = row.kind == RowKind::kTo ? "to" : "to under";
      resolve::suggest(diagnostic, row.match_span, fmt::format("{} {} {}", second, word, first));
    }
  }

  void warn_of_ranges() {
    const bool has_otherwise = std::holds_alternative<model::RowOtherwise>(last_match());
    for (const RowFinding& finding : find_odd_rows(ranges_)) {
      const Span span = written_.rows[rows_of_ranges_[finding.row]].match_span;
      switch (finding.kind) {
        case RowFinding::Kind::kNeverFits:
          never_fit_.insert(rows_of_ranges_[finding.row]);
          warn_never_fits(span, taken(finding.numbers))
              .help.emplace_back(
                  "the first row that fits counts: leave this one out, or move it up");
          break;
        case RowFinding::Kind::kOverlaps:
          context_.diagnostics.report<DiagnosticKind::kTableOverlap>(span, finding.numbers)
              .help.emplace_back(
                  "let each row begin where the one before ends, such as `10 to "
                  "under 50` and `50 to under 500`");
          break;
        case RowFinding::Kind::kGapBefore:
          if (has_otherwise || (is_whole_number() && !finding.has_whole)) break;
          context_.diagnostics.report<DiagnosticKind::kTableGap>(span, finding.numbers)
              .help.emplace_back(
                  "let the rows meet, such as `10 to under 50` and `50 to under "
                  "500`, or end with `otherwise +0`");
          break;
      }
    }
  }

  [[nodiscard]] static std::string taken(std::string_view what) {
    return fmt::format("the rows before take {}", what);
  }

  Diagnostic& warn_never_fits(Span span, std::string_view why) {
    return context_.diagnostics.report<DiagnosticKind::kRowNeverFits>(span, why);
  }

  void warn_in_vain(Span span, std::string_view why) {
    warn_never_fits(span, why).help.emplace_back("leave this row out");
  }

  /// Counts and days since are never below 0, a count is never unknown, and what the rows take
  /// wholly leaves nothing for `otherwise`.
  void warn_of_what_never_is() {
    for (std::size_t at = 0; at < ranges_.size() && is_whole_number(); ++at) {
      if (!is_below_0(ranges_[at]) || never_fit_.contains(rows_of_ranges_[at])) continue;
      warn_in_vain(written_.rows[rows_of_ranges_[at]].match_span, "this number is never below 0");
    }
    if (unknown_ && is_count()) warn_in_vain(*unknown_, "a count is never unknown");
    const bool has_otherwise = std::holds_alternative<model::RowOtherwise>(last_match());
    if (!has_otherwise || !(unknown_ || is_count())) return;
    if (take_all(ranges_, is_whole_number())) {
      warn_in_vain(written_.rows.back().match_span, taken("all that there is"));
    }
  }

  [[nodiscard]] bool is_count() const {
    const model::Aggregate* const from = aggregate();
    return from != nullptr && from->kind == model::AggregateKind::kCount;
  }

  /// What the points go by is worked out of events; null: it is not.
  [[nodiscard]] const model::Aggregate* aggregate() const {
    const auto* number = std::get_if<model::NumberId>(&table_.subject);
    if (number == nullptr) return nullptr;
    return std::get_if<model::Aggregate>(&context_.builder.model.numbers[*number]);
  }

  /// Whether the points go by a number that is always whole, and never below 0.
  [[nodiscard]] bool is_whole_number() const {
    const model::Aggregate* const from = aggregate();
    return from != nullptr && (from->kind == model::AggregateKind::kCount ||
                               from->kind == model::AggregateKind::kDaysSince);
  }

  // ---- Texts ----

  std::optional<std::vector<TextId>> texts_of(const ast::TableRow& row) {
    if (!check_known(row)) return std::nullopt;
    return read_patterns(context_, row.values, TextForm::kPattern);
  }

  /// Whether the values without wildcards are known ones, where the field has such.
  bool check_known(const ast::TableRow& row) {
    const std::optional<Subject>& field = subject_->field;
    if (!field || field->is_domain || field->type != model::Type::kOneOf) return true;
    bool is_good = true;
    for (const ast::SubjectPattern& value : row.values) {
      RightSide right;
      if (const auto* literal = std::get_if<ast::TextLiteral>(&value)) {
        context_.row_values.emplace_back(*literal);
        add_without_wildcards(context_.row_values.back(), right);
      } else {
        add_list(std::get<ast::Name>(value), right);
      }
      is_good = check_known_values(context_, *field, right) && is_good;
    }
    return is_good;
  }

  void add_list(const ast::Name& name, RightSide& right) const {
    const auto* list = context_.names.find(name.text, resolve::NameKind::kList);
    if (list == nullptr) return;
    right.list_use = name.span;
    for (const ast::Literal& item : context_.names.lists[list->index]->items.items) {
      add_without_wildcards(item, right);
    }
  }

  void add_without_wildcards(const ast::Literal& value, RightSide& right) const {
    const auto* literal = std::get_if<ast::TextLiteral>(&value);
    if (literal == nullptr) return;
    const bool is_plain = text::Glob::parse(context_.text(literal->pattern)).is_literal();
    if (is_plain && !text::trim(context_.text(literal->text)).empty()) {
      right.values.push_back(&value);
    }
  }

  /// Of texts those are seen that stand in two rows as they are, or that a pattern of a row before
  /// takes, as long as there are few of those.
  void warn_of_texts() {
    std::unordered_set<TextId> met;
    std::vector<text::Glob> before;
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const auto* texts = std::get_if<std::vector<TextId>>(&table_.rows[i].match);
      if (texts == nullptr) continue;
      std::optional<TextId> twice;
      std::size_t count = 0;
      std::vector<text::Glob> own;
      for (const TextId text : *texts) {
        const bool is_new = met.insert(text).second;
        text::Glob glob = text::Glob::parse(context_.builder.model.texts.text(text));
        const bool is_taken =
            glob.is_literal() && std::ranges::any_of(before, [&](const auto& one) {
              return one.matches(glob.literal());
            });
        if (!glob.is_literal()) own.push_back(std::move(glob));
        if (is_new && !is_taken) continue;
        ++count;
        if (!twice) twice = text;
      }
      constexpr std::size_t kMostBefore = 64;
      std::ranges::move(own, std::back_inserter(before));
      if (before.size() > kMostBefore) before.erase(before.begin() + kMostBefore, before.end());
      if (twice) warn_of_text(written_.rows[i].match_span, *twice, count == texts->size());
    }
  }

  void warn_of_text(Span span, TextId text, bool is_all) {
    const std::string shown = fmt::format("\"{}\"", context_.builder.model.texts.text(text));
    Diagnostic& diagnostic =
        is_all ? warn_never_fits(span, taken(shown))
               : context_.diagnostics.report<DiagnosticKind::kTableOverlap>(span, shown);
    diagnostic.help.emplace_back("the first row that fits counts: keep each text in one row");
  }

  [[nodiscard]] const decltype(model::Row::match)& last_match() const {
    static const decltype(model::Row::match) kNone = model::RowUnknown{};
    return table_.rows.empty() ? kNone : table_.rows.back().match;
  }

  std::optional<TextId> because(const std::optional<ast::TextLiteral>& literal) {
    if (!literal) return std::nullopt;
    return context_.builder.text(context_.text(literal->text));
  }

  Context& context_;
  const ast::TableStatement& written_;
  model::Table table_;
  std::optional<TableSubject> subject_;
  std::optional<Span> unknown_;
  std::vector<NumberRange> ranges_;
  std::vector<std::size_t> rows_of_ranges_;
  std::unordered_set<std::size_t> never_fit_;  // rows of which that was said
  bool is_good_ = true;
};

}  // namespace

std::optional<model::Table> check_table(Context& context, const ast::TableStatement& table,
                                        Span span) {
  return TableCheck(context, table, span).check();
}

}  // namespace leadscore::checking
