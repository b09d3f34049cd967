#include "tools/lsp/mention_walk.hpp"

#include "compiler/parse/lexer.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace leadscore::lsp {
namespace {

/// What has the values that the texts of a test are compared with.
struct ValueOwner {
  bool is_grade = false;
  ThingId thing;  // a field or an attribute; of grades their part, not valid for the score

  [[nodiscard]] bool operator==(const ValueOwner&) const = default;
};

class Walk {
 public:
  Walk(const Compilation& compiled, Things& things)
      : compiled_(compiled), tree_(compiled.tree), things_(things) {}

  std::vector<Mention> walk() {
    // All statements, those inside of blocks too: also of blocks whose first line is wrong.
    for (const ast::Statement& statement : tree_.statements) {
      if (resolve::is_of_library(tree_, statement.span)) continue;
      std::visit([&](const auto& node) { visit(node, statement.span); }, statement.node);
    }
    add_items_of_lists();
    add_words_of_invalid();
    return std::move(found_);
  }

 private:
  // ---- Declarations ----

  void visit(const ast::InvalidStatement& invalid, Span span) {
    if (invalid.declares) {
      const bool is_event = compiled_.sources.text(span).starts_with("event");
      const ast::Name& name = *invalid.declares;
      add(name.span, is_event ? things_.event(name.text) : named(name), true);
    }
    invalid_.push_back(span);
  }

  void visit(const ast::ModelStatement& model, Span /*span*/) { visit_condition(model.applies_to); }

  void visit(const ast::UseStatement& use, Span span) {
    for (const auto& what : use.what) {
      if (const auto* name = std::get_if<ast::Name>(&what)) {
        add(name->span, things_.module(name->text));
      } else {
        const auto& path = std::get<ast::TextLiteral>(what);
        add(path.span, things_.file(path.text, begin_of_file(path, span.file)));
      }
    }
  }

  void visit(const ast::LeadBlock& lead, Span /*span*/) {
    for (const ast::FieldDeclaration& field : lead.fields) {
      const ThingId id = named(field.name);
      add(field.name.span, id, true);
      visit_declaration(field, id);
    }
    for (const ast::Name& name : lead.unread_names) add(name.span, named(name), true);
  }

  void visit(const ast::EventDeclaration& event, Span /*span*/) {
    add(event.kind.span, things_.event(event.kind.text), true);
    for (const ast::FieldDeclaration& attribute : event.attributes) {
      const ThingId id = things_.attribute(event.kind.text, attribute.name.text);
      add(attribute.name.span, id, true);
      visit_declaration(attribute, id);
    }
    for (const ast::Name& name : event.unread_names) {
      add(name.span, things_.attribute(event.kind.text, name.text), true);
    }
  }

  void visit_declaration(const ast::FieldDeclaration& field, ThingId id) {
    for (const ast::TextLiteral& value : field.type.known_values) {
      if (const auto known = things_.value_of(id, value.text)) add(value.span, *known, true);
    }
    if (!field.default_value) return;
    std::visit([&](const auto& value) { visit_value(value, {false, id}); }, *field.default_value);
  }

  void visit(const ast::ListStatement& list, Span /*span*/) {
    add(list.name.span, named(list.name, ThingKind::kList), true);
  }

  void visit(const ast::DefineStatement& define, Span /*span*/) {
    add(define.name.span, named(define.name, ThingKind::kCondition), true);
    visit_condition(define.condition);
  }

  // ---- Rules ----

  void visit(const ast::RuleStatement& rule, Span /*span*/) { visit_condition(rule.condition); }

  void visit(const ast::TableStatement& table, Span /*span*/) {
    visit_condition(table.subject);
    const auto owner = owner_of(table.subject);
    for (const ast::TableRow& row : table.rows) {
      for (const ast::SubjectPattern& pattern : row.values) {
        if (const auto* name = std::get_if<ast::Name>(&pattern)) {
          use_list(*name, owner);
        } else if (owner) {
          visit_text(std::get<ast::TextLiteral>(pattern), *owner);
        }
      }
    }
  }

  void visit(const ast::BestOfStatement& /*best*/, Span /*span*/) {}

  void visit(const ast::PartStatement& part, Span /*span*/) {
    add(part.name.span, named(part.name, ThingKind::kPart), true);
  }

  void visit(const ast::ScoreBoundsStatement& /*bounds*/, Span /*span*/) {}

  // ---- Outcomes ----

  void visit(const ast::GradeStatement& grade, Span /*span*/) {
    const ThingId part = use_part(grade.part);
    const auto declare = [&](const ast::TextLiteral& name) {
      if (const auto known = things_.grade_of(part, name.text)) add(name.span, *known, true);
    };
    for (const ast::GradeStatement::Step& step : grade.steps) declare(step.name);
    declare(grade.otherwise);
  }

  void visit(const ast::StageStatement& stage, Span /*span*/) {
    add(stage.name.span, named(stage.name, ThingKind::kStage), true);
    visit_condition(stage.condition);
  }

  void visit(const ast::DisqualifyStatement& disqualify, Span /*span*/) {
    visit_condition(disqualify.condition);
  }

  void visit(const ast::RouteStatement& route, Span /*span*/) {
    add(route.name.span, things_.route(route.name.text), true);
    visit_condition(route.condition);
  }

  void visit(const ast::AlertStatement& alert, Span /*span*/) {
    add(alert.name.span, things_.alert(alert.name.text), true);
    visit_condition(alert.condition);
  }

  void visit(const ast::NeverStatement& never, Span /*span*/) { visit_condition(never.condition); }

  // ---- Tests ----

  void visit(const ast::TestStatement& test, Span /*span*/) {
    for (const ast::TestField& field : test.fields) {
      const ThingId id = named(field.name);
      add(field.name.span, id);
      std::visit([&](const auto& value) { visit_value(value, {false, id}); }, field.value);
    }
    for (const ast::TestEvent& event : test.events) {
      add(event.kind.span, things_.event(event.kind.text));
      for (const ast::TestField& attribute : event.attributes) {
        const ThingId id = things_.attribute(event.kind.text, attribute.name.text);
        add(attribute.name.span, id);
        std::visit([&](const auto& value) { visit_value(value, {false, id}); }, attribute.value);
      }
    }
    for (const ast::Expectation& expectation : test.expectations) visit_expectation(expectation);
  }

  void visit_expectation(const ast::Expectation& expectation) {
    switch (expectation.kind) {
      case ast::ExpectationKind::kScoreIs:
      case ast::ExpectationKind::kScoreBetween:
        (void)use_part(expectation.name);
        break;
      case ast::ExpectationKind::kStageMet:
      case ast::ExpectationKind::kStageIs:
        if (expectation.name) {
          add(expectation.name->span, named(*expectation.name, ThingKind::kStage));
        }
        break;
      case ast::ExpectationKind::kGradeIs: {
        const ThingId part = use_part(expectation.name);
        if (expectation.text) visit_text(*expectation.text, {true, part});
        break;
      }
      case ast::ExpectationKind::kRouteIs:
        if (expectation.text) add(expectation.text->span, things_.route(expectation.text->text));
        break;
      case ast::ExpectationKind::kAlert:
        if (expectation.text) add(expectation.text->span, things_.alert(expectation.text->text));
        break;
      case ast::ExpectationKind::kNoStage:
      case ast::ExpectationKind::kDisqualified:
      case ast::ExpectationKind::kNoRoute:
      case ast::ExpectationKind::kNoAlert:
        break;
    }
  }

  // ---- Conditions and numbers: without recursion, so that no depth of nesting can hurt ----

  void visit_condition(std::optional<ast::ExpressionId> condition) {
    if (!condition) return;
    pending_.push_back(*condition);
    while (!pending_.empty()) {
      const ast::ExpressionId id = pending_.back();
      pending_.pop_back();
      std::visit([this](const auto& node) { visit(node); }, tree_.expressions[id].node);
    }
  }

  void visit(const ast::InvalidExpression& /*node*/) {}
  void visit(const ast::ScoreUse& /*node*/) {}
  void visit(const ast::DisqualifiedUse& /*node*/) {}
  void visit(const ast::NumberUse& /*node*/) {}
  void visit(const ast::And& node) { push_all(node.operands); }
  void visit(const ast::Or& node) { push_all(node.operands); }
  void visit(const ast::Not& node) { pending_.push_back(node.operand); }
  void visit(const ast::Group& node) { pending_.push_back(node.inner); }
  void visit(const ast::NameUse& node) { add(node.name.span, named(node.name)); }
  void visit(const ast::GradeUse& node) { (void)use_part(node.part); }
  void visit(const ast::DomainOf& node) { add(node.field.span, named(node.field)); }
  void visit(const ast::Negation& node) { pending_.push_back(node.operand); }
  void visit(const ast::ScoreChange& node) { (void)use_part(node.part); }
  void visit(const ast::TimeTest& node) { pending_.push_back(node.subject); }

  void visit(const ast::Sum& node) {
    for (const ast::Sum::Term& term : node.terms) pending_.push_back(term.operand);
  }

  void visit(const ast::Product& node) {
    for (const ast::Product::Factor& factor : node.factors) pending_.push_back(factor.operand);
  }

  void visit(const ast::Aggregate& node) {
    pending_.push_back(node.events);
    const auto* events = std::get_if<ast::EventTest>(&tree_.expressions[node.events].node);
    if (node.attribute && events != nullptr) use_attribute(*events, *node.attribute);
  }

  void visit(const ast::Sequence& node) {
    pending_.push_back(node.first);
    pending_.push_back(node.second);
  }

  void visit(const ast::Test& test) {
    pending_.push_back(test.subject);
    const auto owner = owner_of(test.subject);
    for (const ast::Operand& operand : test.operands) {
      if (const auto* name = std::get_if<ast::Name>(&operand)) {
        use_operand(test, *name, owner);
      } else if (const auto* number = std::get_if<ast::ExpressionId>(&operand)) {
        pending_.push_back(*number);
      } else if (owner) {
        visit_operand_values(test, operand, *owner);
      }
    }
  }

  void visit(const ast::EventTest& test) {
    if (test.kind) add(test.kind->span, things_.event(test.kind->text));
    for (const ast::SubjectPattern& pattern : test.patterns) {
      if (const auto* name = std::get_if<ast::Name>(&pattern)) use_list(*name, std::nullopt);
    }
    for (const ast::ExpressionId asked : test.where) visit_where(test, asked);
  }

  void visit_where(const ast::EventTest& event, ast::ExpressionId asked) {
    const ast::ExpressionNode& node = tree_.expressions[asked].node;
    if (const auto* test = std::get_if<ast::Test>(&node)) {
      const auto attribute = use_attribute(event, test->subject);
      const auto owner = attribute ? std::optional(ValueOwner{false, *attribute}) : std::nullopt;
      for (const ast::Operand& operand : test->operands) {
        if (const auto* name = std::get_if<ast::Name>(&operand)) {
          use_operand(*test, *name, owner);
        } else if (owner) {
          visit_operand_values(*test, operand, *owner);
        }
      }
    } else if (const auto* time = std::get_if<ast::TimeTest>(&node)) {
      (void)use_attribute(event, time->subject);
    } else {
      (void)use_attribute(event, asked);
    }
  }

  void push_all(const std::vector<ast::ExpressionId>& operands) {
    pending_.insert(pending_.end(), operands.begin(), operands.end());
  }

  // ---- Uses ----

  [[nodiscard]] ThingId named(const ast::Name& name, ThingKind otherwise = ThingKind::kField) {
    return things_.named(name.text, otherwise);
  }

  /// The part, or, for the score, what is not valid.
  ThingId use_part(const std::optional<ast::Name>& name) {
    if (!name) return {};
    const ThingId part = named(*name, ThingKind::kPart);
    add(name->span, part);
    return part;
  }

  void use_attribute(const ast::EventTest& event, const ast::Name& name) {
    const auto kind = event.kind ? std::optional(event.kind->text) : std::nullopt;
    add(name.span, things_.attribute_in_where(kind, name.text));
  }

  std::optional<ThingId> use_attribute(const ast::EventTest& event, ast::ExpressionId subject) {
    const ast::ExpressionId inner = without_groups(subject);
    const auto* use = std::get_if<ast::NameUse>(&tree_.expressions[inner].node);
    if (use == nullptr) {
      pending_.push_back(inner);
      return std::nullopt;
    }
    use_attribute(event, use->name);
    return found_.back().thing;
  }

  void use_list(const ast::Name& name, std::optional<ValueOwner> owner) {
    const ThingId id = named(name, ThingKind::kList);
    add(name.span, id);
    if (things_[id].kind != ThingKind::kList || !owner) return;
    const auto [place, is_new] = owner_of_list_.try_emplace(id, owner);
    if (!is_new && place->second != owner) place->second.reset();
  }

  /// A name on the right side of a test. Where no list must stand, one that names nothing may be a
  /// text in want of its quotes.
  void use_operand(const ast::Test& test, const ast::Name& name, std::optional<ValueOwner> owner) {
    using enum ast::TestOperator;
    const bool takes_list =
        test.op == kIn || test.op == kIncludesAnyOf || test.op == kIncludesAllOf;
    const auto known = things_.find_named(name.text);
    const bool fits = known && (things_[*known].kind == ThingKind::kField ||
                                things_[*known].kind == ThingKind::kPart);
    if (takes_list || (known && things_[*known].kind == ThingKind::kList)) {
      use_list(name, owner);
    } else if (fits) {
      add(name.span, *known);
    }
  }

  [[nodiscard]] ast::ExpressionId without_groups(ast::ExpressionId id) const {
    while (const auto* group = std::get_if<ast::Group>(&tree_.expressions[id].node)) {
      id = group->inner;
    }
    return id;
  }

  // ---- Known values and grades ----

  [[nodiscard]] std::optional<ValueOwner> owner_of(ast::ExpressionId subject) {
    const ast::ExpressionNode& node = tree_.expressions[without_groups(subject)].node;
    if (const auto* use = std::get_if<ast::NameUse>(&node)) {
      const auto field = things_.find_named(use->name.text);
      return field ? std::optional(ValueOwner{false, *field}) : std::nullopt;
    }
    if (const auto* grade = std::get_if<ast::GradeUse>(&node)) {
      return ValueOwner{
          true, grade->part ? things_.named(grade->part->text, ThingKind::kPart) : ThingId()};
    }
    return std::nullopt;
  }

  /// Texts that are compared as a whole; parts of a text (`contains`) are no values.
  void visit_operand_values(const ast::Test& test, const ast::Operand& operand, ValueOwner owner) {
    using enum ast::TestOperator;
    if (test.op != kIs && test.op != kIsExactly && test.op != kIn) return;
    if (const auto* literal = std::get_if<ast::Literal>(&operand)) visit_value(*literal, owner);
    if (const auto* list = std::get_if<ast::ListLiteral>(&operand)) visit_value(*list, owner);
  }

  void visit_value(const ast::ListLiteral& list, ValueOwner owner) {
    for (const ast::Literal& item : list.items) visit_value(item, owner);
  }

  void visit_value(const ast::Literal& literal, ValueOwner owner) {
    if (const auto* text = std::get_if<ast::TextLiteral>(&literal)) visit_text(*text, owner);
  }

  void visit_text(const ast::TextLiteral& text, ValueOwner owner) {
    const auto value = owner.is_grade ? things_.grade_of(owner.thing, text.text)
                                      : things_.value_of(owner.thing, text.text);
    if (value) add(text.span, *value);
  }

  /// The items of a list with which one field alone is compared are values of that field.
  void add_items_of_lists() {
    for (const auto& [list, owner] : owner_of_list_) {
      if (!owner || !things_[list].index) continue;
      const ast::ListStatement& declared = *things_.names().lists[*things_[list].index];
      if (!resolve::is_of_library(tree_, declared.name.span)) visit_value(declared.items, *owner);
    }
  }

  // ---- Files, and statements that could not be read ----

  /// The file that `use "path.score"` of `user` means; not set if it was not read.
  [[nodiscard]] Span begin_of_file(const ast::TextLiteral& said, FileId user) {
    if (files_.empty()) {
      for (std::uint32_t file = 0; file < compiled_.sources.file_count(); ++file) {
        if (std::ranges::binary_search(tree_.library_files, FileId(file))) continue;
        files_.try_emplace(std::string(compiled_.sources.name(FileId(file))), file);
      }
    }
    const std::filesystem::path from(compiled_.sources.name(user));
    const std::filesystem::path path(compiled_.texts.text(said.text));
    const auto found = files_.find((from.parent_path() / path).lexically_normal().string());
    if (found == files_.end()) return {};
    return {.file = FileId(found->second), .begin = 0, .end = 0};
  }

  /// The words of statements that could not be read, where they name something: as good as can be
  /// known. The first word of a statement says what it is, and after a number stands a unit.
  void add_words_of_invalid() {
    if (invalid_.empty()) return;
    for (const auto& [name, declaration] : things_.names().by_name) add_known(name);
    for (const auto& [name, index] : things_.fields().by_name) add_known(name);
    for (const auto& [name, index] : things_.kinds().by_name) add_known(name);
    for (const TextId name : things_.unread()) add_known(name);
    for (const Span statement : invalid_) add_words_of(statement);
  }

  void add_known(TextId name) { known_.try_emplace(compiled_.texts.text(name), name); }

  void add_words_of(Span statement) {
    using enum syntax::LexemeKind;
    const std::string_view text = compiled_.sources.text(statement.file).substr(0, statement.end);
    syntax::Lexer lexer(text, statement.begin);
    std::optional<syntax::Lexeme> word;
    bool may_be_name = false;
    while (const auto lexeme = lexer.next()) {
      if (lexeme->kind == kBlank || lexeme->kind == kLineEnd || lexeme->kind == kComment) continue;
      if (word) add_word(*word, statement.file, lexeme->kind == kOpenParenthesis);
      word = may_be_name && lexeme->kind == kWord ? lexeme : std::nullopt;
      may_be_name = lexeme->kind != kNumber;
    }
    if (word) add_word(*word, statement.file, false);
  }

  void add_word(const syntax::Lexeme& word, FileId file, bool is_called) {
    const Span span{.file = file, .begin = word.begin, .end = word.end};
    const auto name = known_.find(compiled_.sources.text(span));
    if (name == known_.end()) return;
    if (is_called) {
      if (things_.kinds().find(name->second) != nullptr) add(span, things_.event(name->second));
    } else if (const auto known = things_.find_named(name->second)) {
      add(span, *known);
    }
  }

  void add(Span span, ThingId thing, bool declares = false) {
    found_.push_back({span, thing, declares});
  }

  const Compilation& compiled_;
  const ast::File& tree_;
  Things& things_;
  std::vector<ast::ExpressionId> pending_;
  std::vector<Mention> found_;
  std::vector<Span> invalid_;
  std::unordered_map<std::string, std::uint32_t> files_;  // by name
  std::unordered_map<std::string_view, TextId> known_;    // what is declared or inferred
  std::unordered_map<ThingId, std::optional<ValueOwner>> owner_of_list_;  // nothing: of several
};

}  // namespace

std::vector<Mention> walk_mentions(const Compilation& compiled, Things& things) {
  return Walk(compiled, things).walk();
}

}  // namespace leadscore::lsp
