// What an image consists of, said once for writing and reading: lay_out(bytes, row) hands each
// member of a row to `bytes`, in the order of the format. `bytes` either appends what it is given
// or fills it from the image.
#pragma once

#include "bytecode/program.hpp"

#include <concepts>
#include <type_traits>

namespace leadscore::bytecode {

/// `Row`, const or not: it is written as it is, and read into.
template <class Given, class Row>
concept Like = std::same_as<std::remove_const_t<Given>, Row>;

// ---- Records ------------------------------------------------------------------------------------

template <class Bytes, Like<Field> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.name, row.key, row.type, row.known_values, row.unknown_as, row.default_value);
}
template <class Bytes, Like<Attribute> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.name, row.type, row.known_values, row.unknown_as, row.address_part);
}
template <class Bytes, Like<EventKind> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.name, row.subject_name, row.is_path, row.from, row.attributes);
}

// ---- Signals ------------------------------------------------------------------------------------

template <class Bytes, Like<NumberInterval> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.low, row.high);
}
template <class Bytes, Like<TextSubject> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.of, row.is_domain);
}
template <class Bytes, Like<TextSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.subject, row.op, row.literals);
}
template <class Bytes, Like<NumberSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.number, row.set);
}
template <class Bytes, Like<NumberComparisonSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.left, row.op, row.right);
}
template <class Bytes, Like<EqualitySignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.left, row.right, row.left_is_domain);
}
template <class Bytes, Like<YesSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.subject);
}
template <class Bytes, Like<KnownSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.subject, row.is_domain);
}
template <class Bytes, Like<Window> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.is_relative, row.first, row.last);
}
template <class Bytes, Like<TimeSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.subject, row.window);
}
template <class Bytes, Like<ListSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.subject, row.needs_all, row.literals);
}
template <class Bytes, Like<EventSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.selection, row.measure, row.least, row.most);
}
template <class Bytes, Like<SequenceSignal> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.first, row.second, row.within_ms, row.is_not_followed);
}
template <class Bytes, Like<WhereTest> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.signal, row.is_negated);
}
template <class Bytes, Like<Selection> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.kind, row.patterns, row.where, row.window);
}

// ---- Numbers ------------------------------------------------------------------------------------

template <class Bytes, Like<FieldNumber> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.field);
}
template <class Bytes, Like<AttributeNumber> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.attribute);
}
template <class Bytes, Like<Constant> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.value);
}
template <class Bytes, Like<Arithmetic> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.op, row.left, row.right);
}
template <class Bytes, Like<Negation> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.operand);
}
template <class Bytes, Like<Aggregate> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.kind, row.selection, row.attribute);
}

// ---- Points -------------------------------------------------------------------------------------

template <class Bytes, Like<Wording> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.line, row.condition, row.because, row.file);
}
template <class Bytes, Like<Decay> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.is_fade, row.percent_hundredths, row.period_ms);
}
template <class Bytes, Like<Rule> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.points_thousandths, row.condition_register, row.each, row.up_to_thousandths, row.decay,
        row.counted, row.wording);
}
template <class Bytes, Like<Row> TableRow>
void lay_out(Bytes& bytes, TableRow& row) {
  bytes(row.signal, row.is_negated, row.points_thousandths, row.wording);
}
template <class Bytes, Like<Table> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.rows, row.wording);
}
template <class Bytes, Like<BestOf> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.rules, row.wording);
}
template <class Bytes, Like<Contribution> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.source, row.part);
}
template <class Bytes, Like<Bounds> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.up_to_thousandths, row.down_to_thousandths);
}
template <class Bytes, Like<Part> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.name, row.bounds);
}

// ---- Outcomes -----------------------------------------------------------------------------------

template <class Bytes, Like<GradeStep> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.name, row.at_thousandths);
}
template <class Bytes, Like<Grade> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.part, row.steps, row.otherwise);
}
template <class Bytes, Like<Stage> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.name, row.at_thousandths, row.condition_register, row.wording);
}
template <class Bytes, Like<Disqualification> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.condition_register, row.wording);
}
template <class Bytes, Like<Route> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.name, row.wording);
}
template <class Bytes, Like<Alert> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.name, row.names_disqualified, row.wording);
}
template <class Bytes, Like<Never> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.wording);
}
template <class Bytes, Like<ScoreInterval> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.low, row.high);
}
template <class Bytes, Like<ScoreTerm> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.part, row.times);
}
template <class Bytes, Like<ScoreChange> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.part, row.kind, row.amount_thousandths, row.within_ms);
}

// ---- The whole ----------------------------------------------------------------------------------

template <class Bytes, Like<Instruction> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.opcode, row.a, row.b, row.c);
}
template <class Bytes, Like<Program> Row>
void lay_out(Bytes& bytes, Row& row) {
  bytes(row.texts, row.name, row.hash);
  bytes(row.fields, row.kinds, row.attributes);
  bytes(row.text_sets, row.number_sets, row.selections, row.numbers, row.signals);
  bytes(row.parts, row.rules, row.tables, row.best_ofs, row.contributions, row.score_bounds);
  bytes(row.grades, row.stages, row.disqualifications, row.routes, row.alerts, row.nevers);
  bytes(row.applies_register, row.score_ranges, row.score_sums, row.score_changes, row.grade_sets);
  bytes(row.code, row.register_count);
}

}  // namespace leadscore::bytecode
