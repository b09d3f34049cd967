// The outline of a document: what it declares, parts with their rules, and its tests.
#include "compiler/parse/written_words.hpp"
#include "tools/lsp/features.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::lsp {
namespace {

/// The protocol's kinds of symbols, by what they show here.
enum class Symbol {
  kModel = 2,       // module
  kPart = 5,        // class
  kTest = 6,        // method
  kAttribute = 7,   // property
  kField = 8,       // field
  kGrades = 10,     // enum
  kCondition = 17,  // boolean
  kList = 18,       // array
  kTable = 19,      // object
  kOutcome = 20,    // key: routes, alerts, promises
  kStage = 22,      // enum member
  kLead = 23,       // struct
  kEvent = 24,      // event
  kRule = 25,       // operator
};

/// A text of many words or lines in one line that fits an outline.
std::string in_short(std::string_view text) {
  constexpr std::size_t kMaxBytes = 80;
  std::string result;
  for (const char c : text) {
    const bool is_blank = static_cast<unsigned char>(c) <= ' ';
    if (is_blank && (result.empty() || result.back() == ' ')) continue;
    const bool begins_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (begins_character && result.size() >= kMaxBytes) return result + "...";
    result += is_blank ? ' ' : c;
  }
  return result;
}

class Outline {
 public:
  explicit Outline(const Request& request)
      : request_(request),
        compiled_(*request.document.compiled),
        tree_(request.document.compiled->tree) {}

  [[nodiscard]] Json of(const std::vector<ast::StatementId>& statements) {
    Json symbols = Json::array();
    for (const ast::StatementId id : statements) {
      const ast::Statement& statement = tree_.statements[id];
      Json symbol =
          std::visit([&](const auto& node) { return show(node, statement.span); }, statement.node);
      if (!symbol.is_null()) symbols.push_back(std::move(symbol));
    }
    return symbols;
  }

 private:
  // ---- Declarations ----

  Json show(const ast::InvalidStatement& invalid, Span span) {
    if (!invalid.declares) return nullptr;
    const std::string_view word = syntax::first_word(compiled_.sources.text(span));
    const Symbol kind = word == "list"     ? Symbol::kList
                        : word == "define" ? Symbol::kCondition
                        : word == "score"  ? Symbol::kPart
                        : word == "event"  ? Symbol::kEvent
                                           : Symbol::kStage;
    return named(*invalid.declares, kind, span, "");
  }

  Json show(const ast::ModelStatement& model, Span span) {
    return titled(model.name, Symbol::kModel, span, "model");
  }

  Json show(const ast::UseStatement& /*use*/, Span /*span*/) { return nullptr; }

  Json show(const ast::LeadBlock& lead, Span span) {
    Json symbol = worded("lead", Symbol::kLead, span, "");
    symbol["children"] = fields(lead.fields, Symbol::kField);
    return symbol;
  }

  Json show(const ast::EventDeclaration& event, Span span) {
    Json symbol = named(event.kind, Symbol::kEvent, span, "event");
    symbol["children"] = fields(event.attributes, Symbol::kAttribute);
    return symbol;
  }

  Json show(const ast::ListStatement& list, Span span) {
    return named(list.name, Symbol::kList, span, "list");
  }

  Json show(const ast::DefineStatement& define, Span span) {
    return named(define.name, Symbol::kCondition, span, "define");
  }

  // ---- Rules ----

  Json show(const ast::RuleStatement& rule, Span span) {
    return conditioned("when", rule.condition, Symbol::kRule, span,
                       compiled_.sources.text(rule.points.span));
  }

  Json show(const ast::TableStatement& table, Span span) {
    return conditioned("points by", table.subject, Symbol::kTable, span, "");
  }

  Json show(const ast::BestOfStatement& best, Span span) {
    Json symbol = worded("best of", Symbol::kTable, span, "");
    symbol["children"] = of(best.rules);
    return symbol;
  }

  Json show(const ast::PartStatement& part, Span span) {
    Json symbol = named(part.name, Symbol::kPart, span, "score");
    symbol["children"] = of(part.rules);
    return symbol;
  }

  Json show(const ast::ScoreBoundsStatement& /*bounds*/, Span span) {
    return worded("score", Symbol::kPart, span, "");
  }

  // ---- Outcomes ----

  Json show(const ast::GradeStatement& grade, Span span) {
    Json symbol = grade.part ? named(*grade.part, Symbol::kGrades, span, "grade")
                             : worded("grade score", Symbol::kGrades, span, "");
    Json& steps = symbol["children"] = Json::array();
    for (const ast::GradeStatement::Step& step : grade.steps) {
      const Span both = join(step.name.span, step.at.span);
      steps.push_back(titled(step.name, Symbol::kStage, both, "grade"));
    }
    steps.push_back(titled(grade.otherwise, Symbol::kStage, grade.otherwise.span, "grade"));
    return symbol;
  }

  Json show(const ast::StageStatement& stage, Span span) {
    return named(stage.name, Symbol::kStage, span, "stage");
  }

  Json show(const ast::DisqualifyStatement& disqualify, Span span) {
    return conditioned("disqualify when", disqualify.condition, Symbol::kOutcome, span, "");
  }

  Json show(const ast::RouteStatement& route, Span span) {
    return titled(route.name, Symbol::kOutcome, span, "route");
  }

  Json show(const ast::AlertStatement& alert, Span span) {
    return titled(alert.name, Symbol::kOutcome, span, "alert");
  }

  Json show(const ast::NeverStatement& never, Span span) {
    return conditioned("never", never.condition, Symbol::kOutcome, span, "");
  }

  Json show(const ast::TestStatement& test, Span span) {
    return titled(test.name, Symbol::kTest, span, "test");
  }

  Json fields(const std::vector<ast::FieldDeclaration>& declarations, Symbol kind) {
    Json symbols = Json::array();
    for (const ast::FieldDeclaration& field : declarations) {
      const std::string type = in_short(compiled_.sources.text(field.type.span));
      symbols.push_back(named(field.name, kind, join(field.name.span, field.span), type));
    }
    return symbols;
  }

  // ---- Symbols. None has an empty name: editors do not take one ----

  Json named(const ast::Name& name, Symbol kind, Span span, std::string_view detail) {
    return symbol(std::string(compiled_.texts.text(name.text)), kind, span, name.span, detail);
  }

  Json titled(const ast::TextLiteral& title, Symbol kind, Span span, std::string_view what) {
    std::string name = in_short(compiled_.texts.text(title.text));
    if (name.empty() || name == " ") name = what;
    return symbol(std::move(name), kind, span, title.span, what);
  }

  Json worded(std::string_view words, Symbol kind, Span span, std::string_view detail) {
    const auto end = std::min(span.end, span.begin + static_cast<std::uint32_t>(words.size()));
    return symbol(std::string(words), kind, span, {span.file, span.begin, end}, detail);
  }

  Json conditioned(std::string_view words, ast::ExpressionId condition, Symbol kind, Span span,
                   std::string_view detail) {
    const Span asked = tree_.expressions[condition].span;
    const std::string name = std::string(words) + " " + in_short(compiled_.sources.text(asked));
    return symbol(name, kind, span, asked, detail);
  }

  Json symbol(std::string name, Symbol kind, Span span, Span selection, std::string_view detail) {
    Json result = Json::object();
    result["name"] = std::move(name);
    result["kind"] = static_cast<int>(kind);
    result["range"] = request_.range(span);
    result["selectionRange"] = request_.range(selection);
    if (!detail.empty()) result["detail"] = detail;
    return result;
  }

  const Request& request_;
  const Compilation& compiled_;
  const ast::File& tree_;
};

}  // namespace

Json document_symbols(const Request& request) {
  return Outline(request).of(request.document.compiled->tree.top_level);
}

}  // namespace leadscore::lsp
