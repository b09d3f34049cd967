// Makes small programs by hand, for tests of what reads them.
#pragma once

#include "bytecode/program.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::bytecode {

/// Conditions are registers, as make_... and load() return them. What gives points comes first,
/// then close(), then grades, disqualifications, stages, routes, alerts and promises.
class ProgramMaker {
 public:
  ProgramMaker() { program_.hash = "0123456789abcdef0123456789abcdef"; }

  TextId text(std::string_view words) { return program_.texts.intern(words); }
  std::vector<TextId> texts(const std::vector<std::string>& words) {
    std::vector<TextId> ids;
    for (const std::string& word : words) ids.push_back(text(word));
    return ids;
  }

  // ---- Records
  FieldId field(std::string_view name, FieldType type) {
    return program_.fields.add({.name = text(name), .key = text(name), .type = type});
  }
  KindId kind(std::string_view name, std::string_view subject) {
    return program_.kinds.add({.name = text(name), .subject_name = text(subject)});
  }
  KindId path_kind(std::string_view name, std::string_view subject) {
    return program_.kinds.add({.name = text(name), .subject_name = text(subject), .is_path = true});
  }
  AttributeId attribute(KindId kind, std::string_view name, FieldType type,
                        AddressPart part = AddressPart::kNone) {
    const AttributeId id =
        program_.attributes.add({.name = text(name), .type = type, .address_part = part});
    program_.kinds[kind].attributes.push_back(id);
    return id;
  }

  // ---- What signals look at
  TextSetId set(const std::vector<std::string>& words) {
    return program_.text_sets.add(texts(words));
  }
  NumberSetId number_set(NumberSet intervals) {
    return program_.number_sets.add(std::move(intervals));
  }
  NumberId number(Number number) { return program_.numbers.add(number); }
  NumberId number(FieldId field) { return number(FieldNumber{.field = field}); }
  SelectionId selection(Selection selection) {
    return program_.selections.add(std::move(selection));
  }
  /// A test for a selection's `where`.
  WhereTest where(Signal signal, bool is_negated = false) {
    return {.signal = program_.signals.add(signal), .is_negated = is_negated};
  }

  // ---- Conditions
  std::uint32_t load(Signal signal) {
    return write_to(Opcode::kLoadSignal, program_.signals.add(signal).value);
  }
  std::uint32_t load_true() { return write_to(Opcode::kLoadTrue); }
  std::uint32_t make_not(std::uint32_t inner) { return write_to(Opcode::kNot, inner); }
  std::uint32_t make_and(std::uint32_t left, std::uint32_t right) {
    return write_to(Opcode::kAnd, left, right);
  }
  std::uint32_t make_or(std::uint32_t left, std::uint32_t right) {
    return write_to(Opcode::kOr, left, right);
  }

  // ---- Points
  void apply(std::uint32_t condition) {
    program_.applies_register = condition;
    write(Opcode::kApply, condition);
  }
  PartId part(std::string_view name, Bounds bounds = {}) {
    return program_.parts.add({.name = text(name), .bounds = bounds});
  }
  RuleId give(std::uint32_t condition, std::int64_t points_thousandths, PartId part = {}) {
    return give(Rule{.points_thousandths = points_thousandths,
                     .condition_register = condition,
                     .wording = {}},
                part);
  }
  RuleId give(Rule rule, PartId part = {}) {
    const RuleId id = add(std::move(rule));
    contribute({.source = id, .part = part});
    return id;
  }
  TableId give(Table table, PartId part = {}) {
    table.wording = next_wording();
    for (Row& row : table.rows) row.wording = next_wording();
    const TableId id = program_.tables.add(std::move(table));
    contribute({.source = id, .part = part});
    return id;
  }
  BestOfId give_best(std::vector<Rule> rules, PartId part = {}) {
    BestOf best_of{.rules = {}, .wording = next_wording()};
    for (Rule& rule : rules) best_of.rules.push_back(add(std::move(rule)));
    const BestOfId id = program_.best_ofs.add(std::move(best_of));
    contribute({.source = id, .part = part});
    return id;
  }
  void close() {
    for (const PartId part : program_.parts.ids()) write(Opcode::kClosePart, part.value);
    write(Opcode::kCloseScore);
  }

  // ---- Outcomes
  std::uint32_t part_in(PartId part, ScoreRange range) {
    return sum_in({{.part = part}}, std::move(range));
  }
  std::uint32_t score_in(ScoreRange range) { return sum_in({{}}, std::move(range)); }
  std::uint32_t sum_in(ScoreSum sum, ScoreRange range) {
    const std::uint32_t terms = add(program_.score_sums, std::move(sum));
    return write_to(Opcode::kScoreIn, terms, add(program_.score_ranges, std::move(range)));
  }
  std::uint32_t changed(ScoreChange change) {
    return write_to(Opcode::kChanged, add(program_.score_changes, change));
  }
  GradeId grade(Grade grade) {
    const GradeId id = program_.grades.add(std::move(grade));
    write(Opcode::kGrade, id.value);
    return id;
  }
  std::uint32_t grade_in(GradeId grade, std::vector<std::uint32_t> steps) {
    return write_to(Opcode::kGradeIn, grade.value, add(program_.grade_sets, std::move(steps)));
  }
  void disqualify(std::uint32_t condition) {
    const std::uint32_t index =
        add(program_.disqualifications,
            Disqualification{.condition_register = condition, .wording = next_wording()});
    write(Opcode::kDisqualify, index, condition);
  }
  std::uint32_t disqualified() { return write_to(Opcode::kDisqualified); }
  StageId stage(std::string_view name, std::int64_t at_thousandths,
                std::optional<std::uint32_t> condition = {}) {
    std::uint32_t reached = score_in({{.low = at_thousandths}});
    if (condition) reached = make_and(reached, *condition);
    const StageId stage = program_.stages.add({.name = text(name),
                                               .at_thousandths = at_thousandths,
                                               .condition_register = condition,
                                               .wording = next_wording()});
    write(Opcode::kReachStage, stage.value, reached);
    return stage;
  }
  std::uint32_t stage_met(StageId stage) { return write_to(Opcode::kStageMet, stage.value); }
  RouteId route(std::string_view name, std::uint32_t condition) {
    const RouteId id = program_.routes.add({.name = text(name), .wording = next_wording()});
    write(Opcode::kTakeRoute, id.value, condition);
    return id;
  }
  AlertId alert(std::string_view name, std::uint32_t condition, bool names_disqualified = false) {
    const AlertId id = program_.alerts.add(
        {.name = text(name), .names_disqualified = names_disqualified, .wording = next_wording()});
    write(Opcode::kRaiseAlert, id.value, condition);
    return id;
  }
  NeverId never(std::uint32_t condition) {
    const NeverId id = program_.nevers.add({.wording = next_wording()});
    write(Opcode::kBreakNever, id.value, condition);
    return id;
  }

  /// The program; the maker may go on from here.
  Program& program() { return program_; }

 private:
  void write(Opcode opcode, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0) {
    program_.code.push_back({.opcode = opcode, .a = a, .b = b, .c = c});
  }
  std::uint32_t write_to(Opcode opcode, std::uint32_t b = 0, std::uint32_t c = 0) {
    write(opcode, program_.register_count, b, c);
    return program_.register_count++;
  }
  RuleId add(Rule rule) {
    rule.wording = next_wording();
    return program_.rules.add(std::move(rule));
  }
  void contribute(const Contribution& contribution) {
    write(Opcode::kGive, program_.contributions.add(contribution).value);
  }
  template <class Row>
  static std::uint32_t add(std::vector<Row>& rows, Row row) {
    rows.push_back(std::move(row));
    return static_cast<std::uint32_t>(rows.size() - 1);
  }
  Wording next_wording() { return {.line = ++line_, .condition = text("as written")}; }

  Program program_;
  std::uint32_t line_ = 0;
};

/// One of everything: each type of field, each signal, each number, everything that gives points
/// and every outcome.
[[nodiscard]] Program program_with_everything();

}  // namespace leadscore::bytecode
