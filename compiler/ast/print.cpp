#include "compiler/ast/print.hpp"

#include "base/decimal.hpp"
#include "base/number.hpp"

#include <fmt/format.h>

#include <string_view>
#include <variant>

namespace leadscore::ast {

namespace {

/// A visitor made of lambdas.
template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

std::string_view words(TestOperator op) {
  switch (op) {
    case TestOperator::kIs:
      return "is";
    case TestOperator::kIn:
      return "in";
    case TestOperator::kContains:
      return "contains";
    case TestOperator::kMentions:
      return "mentions";
    case TestOperator::kStartsWith:
      return "starts with";
    case TestOperator::kEndsWith:
      return "ends with";
    case TestOperator::kMatches:
      return "matches";
    case TestOperator::kLess:
      return "<";
    case TestOperator::kLessOrEqual:
      return "<=";
    case TestOperator::kGreater:
      return ">";
    case TestOperator::kGreaterOrEqual:
      return ">=";
    case TestOperator::kBetween:
      return "between";
    case TestOperator::kIsKnown:
      return "is known";
    case TestOperator::kIsUnknown:
      return "is unknown";
    case TestOperator::kIncludes:
      return "includes";
    case TestOperator::kIncludesAnyOf:
      return "includes any of";
    case TestOperator::kIncludesAllOf:
      return "includes all of";
  }
  return "";
}

std::string_view words(WindowKind kind) {
  switch (kind) {
    case WindowKind::kInTheLast:
      return "in the last";
    case WindowKind::kMoreThanAgo:
      return "more than ago";
    case WindowKind::kBetweenAgo:
      return "between ago";
    case WindowKind::kInTheNext:
      return "in the next";
    case WindowKind::kBefore:
      return "before";
    case WindowKind::kSince:
      return "since";
    case WindowKind::kAfter:
      return "after";
    case WindowKind::kOn:
      return "on";
    case WindowKind::kBetweenDates:
      return "between dates";
  }
  return "";
}

std::string_view words(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::kAtLeast:
      return "at least";
    case QuantityKind::kAtMost:
      return "at most";
    case QuantityKind::kExactly:
      return "exactly";
  }
  return "";
}

std::string_view words(TypeKind kind) {
  switch (kind) {
    case TypeKind::kText:
      return "text";
    case TypeKind::kNumber:
      return "number";
    case TypeKind::kYesNo:
      return "yes/no";
    case TypeKind::kTime:
      return "time";
    case TypeKind::kListOfText:
      return "list of text";
    case TypeKind::kOneOf:
      return "one of";
  }
  return "";
}

std::string_view words(ExpectationKind kind) {
  switch (kind) {
    case ExpectationKind::kScoreIs:
      return "score is";
    case ExpectationKind::kScoreBetween:
      return "score between";
    case ExpectationKind::kStageMet:
      return "stage met";
    case ExpectationKind::kStageIs:
      return "stage is";
    case ExpectationKind::kNoStage:
      return "no stage";
    case ExpectationKind::kDisqualified:
      return "disqualified";
  }
  return "";
}

std::string words(const leadscore::DateLiteral& date) {
  return date.is_whole_day ? format_date(date.time) : format_time(date.time);
}

class Printer {
 public:
  Printer(const File& tree, const Interner& texts, const SourceMap& sources)
      : tree_(tree), texts_(texts), sources_(sources) {}

  std::string print() {
    for (const StatementId id : tree_.top_level) statement(id, 0);
    for (const Span& comment : tree_.comments) line(0, "comment", comment);
    return std::move(out_);
  }

 private:
  void line(std::size_t depth, std::string_view what, Span span) {
    const Location begin = sources_.locate(span.file, span.begin);
    const Location end = sources_.locate(span.file, span.end);
    out_ += std::string(2 * depth, ' ');
    if (begin.line == end.line) {
      out_ += fmt::format("{} @{}:{}-{}\n", what, begin.line, begin.column, end.column);
    } else {
      out_ +=
          fmt::format("{} @{}:{}-{}:{}\n", what, begin.line, begin.column, end.line, end.column);
    }
  }

  // ---- Literals -------------------------------------------------------------------------------

  [[nodiscard]] std::string quoted(TextId text) const {
    std::string result = "\"";
    for (const char character : texts_.text(text)) {
      if (character == '\n') {
        result += "\\n";
      } else if (character == '\t') {
        result += "\\t";
      } else {
        if (character == '"' || character == '\\') result += '\\';
        result += character;
      }
    }
    return result + '"';
  }

  [[nodiscard]] std::string show(const Name& name) const {
    return std::string(texts_.text(name.text));
  }
  /// The pattern only where it is more than the text.
  [[nodiscard]] std::string show(const TextLiteral& literal) const {
    if (literal.text == literal.pattern) return quoted(literal.text);
    return fmt::format("{} (pattern {})", quoted(literal.text), quoted(literal.pattern));
  }
  [[nodiscard]] static std::string show(const NumberLiteral& literal) {
    return literal.thousandths ? format_points(*literal.thousandths) : format_number(literal.value);
  }
  [[nodiscard]] std::string show(const Literal& literal) const {
    return std::visit(
        Match{[this](const TextLiteral& text) { return show(text); },
              [](const NumberLiteral& number) { return show(number); },
              [](const YesNoLiteral& yes_no) { return std::string(yes_no.value ? "yes" : "no"); },
              [](const DateLiteral& date) { return words(date.date); }},
        literal);
  }
  [[nodiscard]] std::string show(const ListLiteral& list) const {
    std::string result = "[";
    for (const Literal& item : list.items) {
      if (result.size() > 1) result += ", ";
      result += show(item);
    }
    return result + ']';
  }

  void operand(const Operand& operand, std::size_t depth) {
    std::visit(Match{[&](const Literal& literal) { line(depth, show(literal), span_of(literal)); },
                     [&](const ListLiteral& list) { line(depth, show(list), list.span); },
                     [&](const Name& name) { line(depth, "name " + show(name), name.span); }},
               operand);
  }

  // ---- Conditions -----------------------------------------------------------------------------

  void expressions(const std::vector<ExpressionId>& operands, std::size_t depth) {
    for (const ExpressionId id : operands) expression(id, depth);
  }

  void expression(ExpressionId id, std::size_t depth) {
    const Expression& whole = tree_.expressions[id];
    const Span span = whole.span;
    std::visit(Match{[&](const InvalidExpression&) { line(depth, "invalid", span); },
                     [&](const And& node) {
                       line(depth, "and", span);
                       expressions(node.operands, depth + 1);
                     },
                     [&](const Or& node) {
                       line(depth, "or", span);
                       expressions(node.operands, depth + 1);
                     },
                     [&](const Not& node) {
                       line(depth, node.is_no ? "no" : "not", span);
                       expression(node.operand, depth + 1);
                     },
                     [&](const Group& node) {
                       line(depth, "group", span);
                       expression(node.inner, depth + 1);
                     },
                     [&](const NameUse& node) { line(depth, "name " + show(node.name), span); },
                     [&](const ScoreUse&) { line(depth, "score", span); },
                     [&](const Test& node) { test(node, span, depth); },
                     [&](const TimeTest& node) {
                       line(depth, "time test", span);
                       expression(node.subject, depth + 1);
                       window(node.window, depth + 1);
                     },
                     [&](const EventTest& node) { event_test(node, span, depth); }},
               whole.node);
  }

  void test(const Test& node, Span span, std::size_t depth) {
    line(depth, "test", span);
    expression(node.subject, depth + 1);
    line(depth + 1, fmt::format("{}{}", node.is_negated ? "not " : "", words(node.op)),
         node.op_span);
    for (const Operand& right : node.operands) operand(right, depth + 1);
  }

  void event_test(const EventTest& node, Span span, std::size_t depth) {
    line(depth, node.kind ? "event " + show(*node.kind) : "activity", span);
    for (const SubjectPattern& pattern : node.patterns) {
      std::visit(Match{[&](const TextLiteral& text) { line(depth + 1, show(text), text.span); },
                       [&](const Name& name) { line(depth + 1, "name " + show(name), name.span); }},
                 pattern);
    }
    if (node.quantity) {
      line(depth + 1, fmt::format("{} {} times", words(node.quantity->kind), node.quantity->count),
           node.quantity->span);
    }
    if (node.window) window(*node.window, depth + 1);
  }

  void window(const Window& node, std::size_t depth) {
    std::string what(words(node.kind));
    if (node.is_bare_in) what = "in";
    const bool has_dates = node.kind >= WindowKind::kBefore;
    what += ' ';
    what += has_dates ? words(node.first_date) : format_duration(node.first_duration_ms);
    if (node.kind == WindowKind::kBetweenAgo) {
      what += " and " + format_duration(node.second_duration_ms);
    }
    if (node.kind == WindowKind::kBetweenDates) what += " and " + words(node.second_date);
    line(depth, what, node.span);
  }

  // ---- Statements -----------------------------------------------------------------------------

  void because(const std::optional<TextLiteral>& text, std::size_t depth) {
    if (text) line(depth, "because " + show(*text), text->span);
  }

  void statement(StatementId id, std::size_t depth) {
    const Statement& whole = tree_.statements[id];
    const Span span = whole.span;
    std::visit(
        Match{[&](const InvalidStatement& node) {
                line(depth, "invalid" + (node.declares ? " " + show(*node.declares) : ""), span);
              },
              [&](const ModelStatement& node) { line(depth, "model " + show(node.name), span); },
              [&](const LeadBlock& node) { lead(node, span, depth); },
              [&](const EventDeclaration& node) { event_declaration(node, span, depth); },
              [&](const ListStatement& node) {
                line(depth, "list " + show(node.name), span);
                line(depth + 1, show(node.items), node.items.span);
              },
              [&](const DefineStatement& node) {
                line(depth, "define " + show(node.name), span);
                expression(node.condition, depth + 1);
              },
              [&](const RuleStatement& node) {
                line(depth, "rule", span);
                expression(node.condition, depth + 1);
                line(depth + 1, format_signed_points(node.points.thousandths), node.points.span);
                because(node.because, depth + 1);
              },
              [&](const PartStatement& node) {
                line(depth, "part " + show(node.name), span);
                for (const StatementId rule : node.rules) statement(rule, depth + 1);
              },
              [&](const StageStatement& node) {
                line(depth, "stage " + show(node.name), span);
                if (node.at) line(depth + 1, "at " + show(*node.at), node.at->span);
                if (node.condition) expression(*node.condition, depth + 1);
              },
              [&](const DisqualifyStatement& node) {
                line(depth, "disqualify", span);
                expression(node.condition, depth + 1);
                because(node.because, depth + 1);
              },
              [&](const TestStatement& node) { test_block(node, span, depth); }},
        whole.node);
  }

  void lead(const LeadBlock& node, Span span, std::size_t depth) {
    line(depth, "lead", span);
    for (const FieldDeclaration& field : node.fields) {
      line(depth + 1, "field " + show(field.name), field.span);
      std::string type(words(field.type.kind));
      for (const TextLiteral& value : field.type.known_values) type += " " + show(value);
      line(depth + 2, type, field.type.span);
      if (field.default_value) {
        line(depth + 2, "= " + show(*field.default_value), span_of(*field.default_value));
      }
      if (field.from) line(depth + 2, "from " + show(*field.from), field.from->span);
      for (const Literal& value : field.unknown_as) {
        line(depth + 2, "unknown as " + show(value), span_of(value));
      }
    }
    for (const Name& name : node.unread_names) line(depth + 1, "unread " + show(name), name.span);
  }

  void event_declaration(const EventDeclaration& node, Span span, std::size_t depth) {
    line(depth, "event " + show(node.kind), span);
    line(depth + 1, fmt::format("subject {}{}", show(node.subject), node.is_path ? ": path" : ""),
         node.subject.span);
    for (const TextLiteral& from : node.from) line(depth + 1, "from " + show(from), from.span);
  }

  // ---- Test blocks ----------------------------------------------------------------------------

  void test_block(const TestStatement& node, Span span, std::size_t depth) {
    line(depth, "test " + show(node.name), span);
    if (node.as_of) line(depth + 1, "as of " + words(node.as_of->date), node.as_of->span);
    for (const TestField& field : node.fields) {
      const std::string value = std::visit([this](const auto& v) { return show(v); }, field.value);
      line(depth + 1, fmt::format("{}: {}", show(field.name), value), field.name.span);
    }
    for (const TestEvent& event : node.events) test_event(event, depth + 1);
    for (const Expectation& expectation : node.expectations) {
      std::string what =
          fmt::format("expect {}{}", expectation.is_negated ? "not " : "", words(expectation.kind));
      if (expectation.name) what += " " + show(*expectation.name);
      if (expectation.kind == ExpectationKind::kScoreIs) what += " " + show(expectation.first);
      if (expectation.kind == ExpectationKind::kScoreBetween) {
        what += fmt::format(" {} and {}", show(expectation.first), show(expectation.second));
      }
      line(depth + 1, what, expectation.span);
    }
  }

  void test_event(const TestEvent& event, std::size_t depth) {
    std::string what = "event " + show(event.kind);
    if (event.subject) what += " " + show(*event.subject);
    what += fmt::format(" {} times ", event.times);
    switch (event.time_kind) {
      case TestTimeKind::kNow:
        what += "now";
        break;
      case TestTimeKind::kToday:
        what += "today";
        break;
      case TestTimeKind::kYesterday:
        what += "yesterday";
        break;
      case TestTimeKind::kAgo:
        what += format_duration(event.ago_ms) + " ago";
        break;
      case TestTimeKind::kOn:
        what += "on " + words(event.on);
        break;
      case TestTimeKind::kDaily:
        what += fmt::format("daily for {} days", event.daily_days);
        break;
    }
    line(depth, what, event.span);
  }

  const File& tree_;
  const Interner& texts_;
  const SourceMap& sources_;
  std::string out_;
};

}  // namespace

std::string print(const File& tree, const Interner& texts, const SourceMap& sources) {
  return Printer(tree, texts, sources).print();
}

}  // namespace leadscore::ast
