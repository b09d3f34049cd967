#include "compiler/ast/print.hpp"

#include "base/decimal.hpp"
#include "base/number.hpp"
#include "compiler/ast/words.hpp"

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
                     [&](const Name& name) { line(depth, "name " + show(name), name.span); },
                     [&](const ExpressionId id) { expression(id, depth); }},
               operand);
  }

  // ---- Conditions -----------------------------------------------------------------------------

  void expressions(const std::vector<ExpressionId>& operands, std::size_t depth) {
    for (const ExpressionId id : operands) expression(id, depth);
  }

  void expression(ExpressionId id, std::size_t depth) {
    const Expression& whole = tree_.expressions[id];
    std::visit([&](const auto& node) { show_expression(node, whole.span, depth); }, whole.node);
  }

  void under(std::string_view what, Span span, ExpressionId operand, std::size_t depth) {
    line(depth, what, span);
    expression(operand, depth + 1);
  }

  void show_expression(const InvalidExpression& /*node*/, Span span, std::size_t depth) {
    line(depth, "invalid", span);
  }
  void show_expression(const And& node, Span span, std::size_t depth) {
    line(depth, "and", span);
    expressions(node.operands, depth + 1);
  }
  void show_expression(const Or& node, Span span, std::size_t depth) {
    line(depth, "or", span);
    expressions(node.operands, depth + 1);
  }
  void show_expression(const Not& node, Span span, std::size_t depth) {
    under(node.is_no ? "no" : "not", span, node.operand, depth);
  }
  void show_expression(const Group& node, Span span, std::size_t depth) {
    under("group", span, node.inner, depth);
  }
  void show_expression(const NameUse& node, Span span, std::size_t depth) {
    line(depth, "name " + show(node.name), span);
  }
  void show_expression(const ScoreUse& /*node*/, Span span, std::size_t depth) {
    line(depth, "score", span);
  }
  void show_expression(const GradeUse& node, Span span, std::size_t depth) {
    line(depth, "grade of " + (node.part ? show(*node.part) : "score"), span);
  }
  void show_expression(const DomainOf& node, Span span, std::size_t depth) {
    line(depth, "domain of " + show(node.field), span);
  }
  void show_expression(const DisqualifiedUse& /*node*/, Span span, std::size_t depth) {
    line(depth, "disqualified", span);
  }
  void show_expression(const NumberUse& node, Span span, std::size_t depth) {
    line(depth, "number " + show(node.number), span);
  }
  void show_expression(const Negation& node, Span span, std::size_t depth) {
    under("minus", span, node.operand, depth);
  }
  void show_expression(const Sum& node, Span span, std::size_t depth) {
    line(depth, "sum", span);
    for (const Sum::Term& term : node.terms) {
      const Span place = tree_.expressions[term.operand].span;
      under(term.is_subtracted ? "-" : "+", place, term.operand, depth + 1);
    }
  }
  void show_expression(const Product& node, Span span, std::size_t depth) {
    line(depth, "product", span);
    for (const Product::Factor& factor : node.factors) {
      const Span place = tree_.expressions[factor.operand].span;
      under(factor.is_divisor ? "/" : "*", place, factor.operand, depth + 1);
    }
  }
  void show_expression(const Aggregate& node, Span span, std::size_t depth) {
    std::string what(words(node.kind));
    if (node.attribute) what += " " + show(*node.attribute) + " of";
    under(what, span, node.events, depth);
  }
  void show_expression(const Test& node, Span span, std::size_t depth) { test(node, span, depth); }
  void show_expression(const TimeTest& node, Span span, std::size_t depth) {
    under("time test", span, node.subject, depth);
    window(node.window, depth + 1);
  }
  void show_expression(const EventTest& node, Span span, std::size_t depth) {
    event_test(node, span, depth);
  }
  void show_expression(const Sequence& node, Span span, std::size_t depth) {
    line(depth,
         fmt::format("{} within {}", node.is_not_followed ? "not followed by" : "then",
                     format_duration(node.within_ms)),
         span);
    expression(node.first, depth + 1);
    expression(node.second, depth + 1);
    if (node.window) window(*node.window, depth + 1);
  }
  void show_expression(const ScoreChange& node, Span span, std::size_t depth) {
    line(depth,
         fmt::format("{} {} {} in {}", node.part ? show(*node.part) : "score", words(node.kind),
                     show(node.amount), format_duration(node.within_ms)),
         span);
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
    for (const ExpressionId test : node.where) {
      under("where", tree_.expressions[test].span, test, depth + 1);
    }
    if (node.quantity) {
      const bool has_times = node.quantity->kind <= QuantityKind::kExactly;
      line(depth + 1,
           fmt::format("{} {}{}", words(node.quantity->kind), node.quantity->count,
                       has_times ? " times" : ""),
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
    std::visit([&](const auto& node) { show_statement(node, span, depth); }, whole.node);
  }

  void show_statement(const InvalidStatement& node, Span span, std::size_t depth) {
    line(depth, "invalid" + (node.declares ? " " + show(*node.declares) : ""), span);
  }
  void show_statement(const ModelStatement& node, Span span, std::size_t depth) {
    line(depth, "model " + show(node.name), span);
    if (node.applies_to) expression(*node.applies_to, depth + 1);
  }
  void show_statement(const UseStatement& node, Span span, std::size_t depth) {
    line(depth, "use", span);
    for (const auto& what : node.what) {
      std::visit(Match{[&](const Name& name) { line(depth + 1, "name " + show(name), name.span); },
                       [&](const TextLiteral& path) { line(depth + 1, show(path), path.span); }},
                 what);
    }
  }
  void show_statement(const LeadBlock& node, Span span, std::size_t depth) {
    line(depth, "lead", span);
    fields("field", node.fields, node.unread_names, depth + 1);
  }
  void show_statement(const EventDeclaration& node, Span span, std::size_t depth) {
    line(depth, "event " + show(node.kind), span);
    line(depth + 1, fmt::format("subject {}{}", show(node.subject), node.is_path ? ": path" : ""),
         node.subject.span);
    fields("attribute", node.attributes, node.unread_names, depth + 1);
    for (const TextLiteral& from : node.from) line(depth + 1, "from " + show(from), from.span);
  }
  void show_statement(const ListStatement& node, Span span, std::size_t depth) {
    line(depth, "list " + show(node.name), span);
    line(depth + 1, show(node.items), node.items.span);
  }
  void show_statement(const DefineStatement& node, Span span, std::size_t depth) {
    line(depth, "define " + show(node.name), span);
    expression(node.condition, depth + 1);
  }
  void show_statement(const RuleStatement& node, Span span, std::size_t depth) {
    line(depth, "rule", span);
    expression(node.condition, depth + 1);
    line(depth + 1, format_signed_points(node.points.thousandths), node.points.span);
    if (node.each.kind != EachKind::kOnce) {
      line(depth + 1, node.each.kind == EachKind::kDay ? "each day" : "each", node.each.span);
    }
    if (node.up_to) line(depth + 1, "up to " + show(*node.up_to), node.up_to->span);
    if (node.decay) decay(*node.decay, depth + 1);
    because(node.because, depth + 1);
  }
  void show_statement(const TableStatement& node, Span span, std::size_t depth) {
    line(depth, "points by", span);
    expression(node.subject, depth + 1);
    for (const TableRow& row : node.rows) table_row(row, depth + 1);
    if (node.has_unread_rows) line(depth + 1, "unread rows", span);
  }
  void show_statement(const BestOfStatement& node, Span span, std::size_t depth) {
    line(depth, "best of", span);
    for (const StatementId rule : node.rules) statement(rule, depth + 1);
  }
  void show_statement(const PartStatement& node, Span span, std::size_t depth) {
    line(depth, "part " + show(node.name), span);
    bounds(node.bounds, depth + 1);
    if (node.decay) decay(*node.decay, depth + 1);
    for (const StatementId rule : node.rules) statement(rule, depth + 1);
  }
  void show_statement(const ScoreBoundsStatement& node, Span span, std::size_t depth) {
    line(depth, "score bounds", span);
    bounds(node.bounds, depth + 1);
  }
  void show_statement(const GradeStatement& node, Span span, std::size_t depth) {
    line(depth, "grade " + (node.part ? show(*node.part) : "score"), span);
    for (const GradeStatement::Step& step : node.steps) {
      line(depth + 1, fmt::format("{} at {}", show(step.name), show(step.at)), step.name.span);
    }
    line(depth + 1, "otherwise " + show(node.otherwise), node.otherwise.span);
  }
  void show_statement(const StageStatement& node, Span span, std::size_t depth) {
    line(depth, "stage " + show(node.name), span);
    if (node.at) line(depth + 1, "at " + show(*node.at), node.at->span);
    if (node.condition) expression(*node.condition, depth + 1);
  }
  void show_statement(const DisqualifyStatement& node, Span span, std::size_t depth) {
    line(depth, "disqualify", span);
    expression(node.condition, depth + 1);
    because(node.because, depth + 1);
  }
  void show_statement(const RouteStatement& node, Span span, std::size_t depth) {
    line(depth, "route " + show(node.name), span);
    if (node.condition) expression(*node.condition, depth + 1);
    if (!node.condition) line(depth + 1, "otherwise", span);
  }
  void show_statement(const AlertStatement& node, Span span, std::size_t depth) {
    line(depth, "alert " + show(node.name), span);
    expression(node.condition, depth + 1);
  }
  void show_statement(const NeverStatement& node, Span span, std::size_t depth) {
    line(depth, "never", span);
    expression(node.condition, depth + 1);
  }
  void show_statement(const TestStatement& node, Span span, std::size_t depth) {
    test_block(node, span, depth);
  }

  void bounds(const Bounds& node, std::size_t depth) {
    if (node.up_to) line(depth, "up to " + show(*node.up_to), node.up_to->span);
    if (node.down_to) line(depth, "down to " + show(*node.down_to), node.down_to->span);
  }

  void decay(const Decay& node, std::size_t depth) {
    switch (node.kind) {
      case DecayKind::kDecays:
        return line(depth,
                    fmt::format("decays {}% every {}", format_points(node.percent_hundredths * 10),
                                format_duration(node.period_ms)),
                    node.span);
      case DecayKind::kFades:
        return line(depth, "fades over " + format_duration(node.period_ms), node.span);
      case DecayKind::kNever:
        return line(depth, "never decays", node.span);
    }
  }

  void table_row(const TableRow& row, std::size_t depth) {
    std::string what = fmt::format("row {}", words(row.kind));
    if (row.kind <= RowKind::kNumber) what += " " + show(row.first);
    if (row.kind == RowKind::kTo || row.kind == RowKind::kToUnder) what += " " + show(row.second);
    for (const SubjectPattern& value : row.values) {
      what += ' ';
      what += std::visit(Match{[&](const TextLiteral& text) { return show(text); },
                               [&](const Name& name) { return "name " + show(name); }},
                         value);
    }
    line(depth, what, row.match_span);
    line(depth + 1, format_signed_points(row.points.thousandths), row.points.span);
    because(row.because, depth + 1);
  }

  void fields(std::string_view what, const std::vector<FieldDeclaration>& list,
              const std::vector<Name>& unread_names, std::size_t depth) {
    for (const FieldDeclaration& field : list) {
      line(depth, fmt::format("{} {}", what, show(field.name)), field.span);
      std::string type(words(field.type.kind));
      for (const TextLiteral& value : field.type.known_values) type += " " + show(value);
      line(depth + 1, type, field.type.span);
      if (field.default_value) {
        std::visit(
            Match{
                [&](const Literal& value) { line(depth + 1, "= " + show(value), span_of(value)); },
                [&](const ListLiteral& items) { line(depth + 1, "= " + show(items), items.span); }},
            *field.default_value);
      }
      if (field.from) line(depth + 1, "from " + show(*field.from), field.from->span);
      for (const Literal& value : field.unknown_as) {
        line(depth + 1, "unknown as " + show(value), span_of(value));
      }
    }
    for (const Name& name : unread_names) line(depth, "unread " + show(name), name.span);
  }

  // ---- Test blocks ----------------------------------------------------------------------------

  void test_block(const TestStatement& node, Span span, std::size_t depth) {
    line(depth, "test " + show(node.name), span);
    if (node.as_of) line(depth + 1, "as of " + words(node.as_of->date), node.as_of->span);
    for (const TestField& field : node.fields) test_field(field, depth + 1);
    for (const TestEvent& event : node.events) test_event(event, depth + 1);
    for (const Expectation& expectation : node.expectations) {
      std::string what =
          fmt::format("expect {}{}", expectation.is_negated ? "not " : "", words(expectation.kind));
      if (expectation.name) what += " " + show(*expectation.name);
      if (expectation.text) what += " " + show(*expectation.text);
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
    for (const TestField& field : event.attributes) test_field(field, depth + 1);
  }

  void test_field(const TestField& field, std::size_t depth) {
    const std::string value = std::visit([this](const auto& v) { return show(v); }, field.value);
    line(depth, fmt::format("{}: {}", show(field.name), value), field.name.span);
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
