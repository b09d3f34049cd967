#include "runtime/explanation/evidence_finder.hpp"

#include "bytecode/opcode_table.hpp"
#include "runtime/explanation/asked_fields.hpp"
#include "runtime/signals/sequences.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace leadscore::runtime {

using bytecode::Opcode;

namespace {

bool joins_conditions(Opcode opcode) {
  return opcode == Opcode::kNot || opcode == Opcode::kAnd || opcode == Opcode::kOr;
}

}  // namespace

EvidenceFinder::EvidenceFinder(const Scorer& scorer, const LeadBatch& batch, std::size_t lead,
                               TimeMs as_of, Workspace& workspace)
    : program_(scorer.program()),
      scorer_(scorer),
      batch_(batch),
      lead_(lead),
      as_of_(as_of),
      workspace_(workspace),
      writers_(program_.register_count),
      seen_(2 * std::size_t{program_.register_count}) {
  for (std::size_t index = 0; index < program_.code.size(); ++index) {
    const bytecode::Instruction& instruction = program_.code[index];
    if (bytecode::writes(instruction.opcode)) writers_[instruction.a] = index;
  }
}

const bytecode::Instruction& EvidenceFinder::writer_of(std::uint32_t place) const {
  return program_.code[writers_[place]];
}

bool EvidenceFinder::is_seen(Goal goal) {
  std::uint32_t& seen = seen_[2 * std::size_t{goal.place} + (goal.wanted == Truth::kTrue ? 1 : 0)];
  if (seen == search_) return true;
  seen = search_;
  return false;
}

std::vector<Evidence> EvidenceFinder::find(std::uint32_t condition) {
  ++search_;
  waiting_.clear();
  push({.place = condition, .wanted = Truth::kTrue});
  std::vector<Evidence> found;
  while (!waiting_.empty() && found.size() < Evidence::kMaxEvidence) {
    Goal goal = waiting_.back();
    waiting_.pop_back();
    const bytecode::Instruction& instruction = writer_of(goal.place);
    if (instruction.opcode == Opcode::kLoadTrue) continue;  // what is always true asks nothing
    const bool is_test = !joins_conditions(instruction.opcode);
    if (is_test) goal.wanted = Truth::kTrue;  // one that is wanted both ways is still one
    if (is_seen(goal)) continue;
    if (is_test) {
      found.push_back(read_test(instruction, workspace_.registers[goal.place]));
    } else {
      push_operands(instruction, goal);
    }
  }
  return found;
}

void EvidenceFinder::push_operands(const bytecode::Instruction& instruction, Goal goal) {
  if (instruction.opcode == Opcode::kNot) {
    push({.place = instruction.b, .wanted = negate(goal.wanted)});
    return;
  }
  // Met: the operands that meet it. Not met: those that do not, which are all of them where any one
  // would do. The last one in is the first one out, so the left one goes in last.
  const bool is_met = workspace_.registers[goal.place] == goal.wanted;
  for (const std::uint32_t operand : {instruction.c, instruction.b}) {
    const bool operand_is_met = workspace_.registers[operand] == goal.wanted;
    if (operand_is_met == is_met) push({.place = operand, .wanted = goal.wanted});
  }
}

Evidence EvidenceFinder::read_test(const bytecode::Instruction& instruction, Truth truth) {
  Evidence evidence;
  evidence.truth = truth;
  switch (instruction.opcode) {
    case Opcode::kScoreIn:
      evidence.kind = EvidenceKind::kScores;
      evidence.sum = instruction.b;
      evidence.score_range = instruction.c;
      return evidence;
    case Opcode::kGradeIn:
      evidence.kind = EvidenceKind::kGrade;
      evidence.grade = bytecode::GradeId(instruction.b);
      evidence.steps = instruction.c;
      return evidence;
    case Opcode::kStageMet:
      evidence.kind = EvidenceKind::kStage;
      evidence.stage = bytecode::StageId(instruction.b);
      return evidence;
    case Opcode::kDisqualified:
      evidence.kind = EvidenceKind::kDisqualified;
      return evidence;
    case Opcode::kChanged:
      evidence.kind = EvidenceKind::kChange;
      evidence.change = instruction.b;
      return evidence;
    default:
      return of_signal(bytecode::SignalId(instruction.b));
  }
}

Evidence EvidenceFinder::of_signal(bytecode::SignalId signal) {
  Evidence evidence;
  evidence.kind = EvidenceKind::kSignal;
  evidence.signal = signal;
  evidence.truth = workspace_.signals[signal.value];
  const bytecode::Signal& test = program_.signals[signal];
  evidence.fields = fields_of(program_, test, Evidence::kMaxEvents);
  std::visit([&](const auto& kind_of_test) { read(kind_of_test, evidence); }, test);
  return evidence;
}

void EvidenceFinder::read(const bytecode::NumberSignal& signal, Evidence& evidence) {
  read_number(signal.number, evidence);
}

void EvidenceFinder::read(const bytecode::NumberComparisonSignal& signal, Evidence& evidence) {
  read_number(signal.left, evidence);
}

void EvidenceFinder::read(const bytecode::KnownSignal& signal, Evidence& evidence) {
  if (const auto* number = std::get_if<bytecode::NumberId>(&signal.subject)) {
    read_number(*number, evidence);
  }
}

/// A field's own value is in the batch; any other number is shown, with the events that it is of.
void EvidenceFinder::read_number(bytecode::NumberId number, Evidence& evidence) {
  const bytecode::Number& what = program_.numbers[number];
  if (std::holds_alternative<bytecode::FieldNumber>(what)) return;
  evidence.is_about_number = true;
  evidence.number = workspace_.numbers[number.value];
  if (const auto* aggregate = std::get_if<bytecode::Aggregate>(&what)) {
    read_events(
        scorer_.event_signals().events_of(aggregate->selection, batch_, lead_, as_of_, workspace_),
        evidence);
  }
}

void EvidenceFinder::read(const bytecode::EventSignal& signal, Evidence& evidence) {
  read_events(
      scorer_.event_signals().events_of(signal.selection, batch_, lead_, as_of_, workspace_),
      evidence);
}

void EvidenceFinder::read(const bytecode::SequenceSignal& signal, Evidence& evidence) {
  read_events(events_in_sequence(signal, as_of_, workspace_), evidence);
}

void EvidenceFinder::read_events(std::vector<std::size_t> events, Evidence& evidence) const {
  evidence.is_about_events = true;
  evidence.event_count = events.size();
  sort_latest_first(events);
  if (events.size() > Evidence::kMaxEvents) events.resize(Evidence::kMaxEvents);
  evidence.events = std::move(events);
}

void EvidenceFinder::sort_latest_first(std::vector<std::size_t>& events) const {
  const auto time_of = [this](std::size_t event) {
    return batch_.event(lead_, event).time.value_or(std::numeric_limits<TimeMs>::max());
  };
  std::stable_sort(events.begin(), events.end(), [&](std::size_t left, std::size_t right) {
    return time_of(left) > time_of(right);
  });
}

}  // namespace leadscore::runtime
