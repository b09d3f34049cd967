#include "runtime/batch/plane_machine.hpp"

#include "runtime/vm/points.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <variant>

namespace leadscore::runtime::batch {

using bytecode::ContributionId;
using bytecode::Opcode;

namespace {

__extension__ using Wide = __int128;

/// Makes a plane of what `holds` says of each lead.
template <std::size_t kWords, class Holds>
void collect(Word* plane, Holds holds) {
  for (std::size_t word = 0; word < kWords; ++word) {
    Word bits = 0;
    for (std::size_t bit = 0; bit < kWordBits; ++bit) {
      bits |= Word{holds(word * kWordBits + bit) ? 1U : 0U} << bit;
    }
    plane[word] = bits;
  }
}

}  // namespace

// ---- The machine --------------------------------------------------------------------------------

template <std::size_t kWords>
PlaneMachine<kWords>::PlaneMachine(const Steps& steps)
    : steps_(steps),
      plan_(steps.plan),
      program_(plan_.program()),
      add_points_(points_kernels().back().add),
      grades_(program_.grades.size() * kLeads, 0),
      routes_(kLeads, ScoreBatch::kNone) {
  trues_.resize(plan_.slot_count());
  falses_.resize(plan_.slot_count());
  points_.inside.resize(1);
  points_.scores.assign(kLeads, 0);
  points_.parts.assign(program_.parts.size() * kLeads, 0);
  disqualified_.resize(1);
  stages_.resize(program_.stages.size());
  routed_.resize(1);
  alerts_.resize(program_.alerts.size());
  nevers_.resize(program_.nevers.size());
  counting_.resize(steps_.counting_planes);
}

template <std::size_t kWords>
void PlaneMachine<kWords>::begin(const Input& input) {
  points_.inside.clear();
  for (std::size_t word = 0; word < kWords; ++word) {
    const std::size_t first = word * kWordBits;
    const std::size_t left = input.block.count > first ? input.block.count - first : 0;
    points_.inside[0][word] = left >= kWordBits ? ~Word{0} : (Word{1} << left) - 1;
  }
  disqualified_.clear();
  stages_.clear();
  routed_.clear();
  alerts_.clear();
  nevers_.clear();
  std::fill(routes_.begin(), routes_.end(), ScoreBatch::kNone);
  has_counting_ = false;
}

template <std::size_t kWords>
void PlaneMachine<kWords>::run_points(const Input& input) {
  begin(input);
  if (input.code != nullptr && input.code->sum_points != nullptr) return run_native_points(input);
  for (std::size_t at = 0; at < plan_.points_end(); ++at) step(plan_.steps()[at], input);
}

/// Blocks of other sizes have no native code.
template <std::size_t kWords>
void PlaneMachine<kWords>::run_native_points(const Input& input) {
  masks_.resize(input.code->mask_count * kWords);
  const BlockView view{.count = input.block.count,
                       .planes = input.block.planes[0],
                       .sums = input.block.sums.data(),
                       .trues = trues_[0],
                       .falses = falses_[0],
                       .inside = points_.inside[0],
                       .counting = counting_[0],
                       .masks = masks_.data(),
                       .parts = points_.parts.data(),
                       .scores = points_.scores.data()};
  input.code->work_out_conditions(&view);
  has_counting_ = !steps_.counting.empty();
  give_counting(input);
  input.code->sum_points(&view);
}

template <std::size_t kWords>
void PlaneMachine<kWords>::run(const Input& input, ScoreBatch& scores) {
  run_points(input);
  const std::vector<bytecode::Instruction>& steps = plan_.steps();
  for (std::size_t at = plan_.points_end(); at < steps.size(); ++at) step(steps[at], input);
  write(input, scores);
}

template <std::size_t kWords>
void PlaneMachine<kWords>::step(const bytecode::Instruction& instruction, const Input& input) {
  const auto [opcode, a, b, c] = instruction;
  switch (opcode) {
    case Opcode::kLoadTrue:
      trues_.fill(a, ~Word{0});
      falses_.fill(a, 0);
      break;
    case Opcode::kLoadSignal:
      load_signal(a, b, input);
      break;
    case Opcode::kNot:
      for (std::size_t at = 0; at < kWords; ++at) {
        trues_[a][at] = falses_[b][at];
        falses_[a][at] = trues_[b][at];
      }
      break;
    case Opcode::kAnd:
      for (std::size_t at = 0; at < kWords; ++at) {
        trues_[a][at] = trues_[b][at] & trues_[c][at];
        falses_[a][at] = falses_[b][at] | falses_[c][at];
      }
      break;
    case Opcode::kOr:
      for (std::size_t at = 0; at < kWords; ++at) {
        trues_[a][at] = trues_[b][at] | trues_[c][at];
        falses_[a][at] = falses_[b][at] & falses_[c][at];
      }
      break;
    case Opcode::kApply:
      for (std::size_t at = 0; at < kWords; ++at) points_.inside[0][at] &= trues_[a][at];
      break;
    case Opcode::kGive:
      give(a, input);
      break;
    case Opcode::kClosePart:
      close_part(a, input);
      break;
    case Opcode::kCloseScore:
      close_score(input);
      break;
    default:
      step_outcome(instruction, input);
  }
}

template <std::size_t kWords>
void PlaneMachine<kWords>::step_outcome(const bytecode::Instruction& instruction,
                                        const Input& input) {
  const auto [opcode, a, b, c] = instruction;
  switch (opcode) {
    case Opcode::kGrade:
      decide_grade(a);
      break;
    case Opcode::kScoreIn:
      score_in(a, b, c);
      break;
    case Opcode::kGradeIn:
      grade_in(a, b, c);
      break;
    case Opcode::kDisqualify:
      for (std::size_t at = 0; at < kWords; ++at) disqualified_[0][at] |= trues_[b][at];
      break;
    case Opcode::kReachStage:
      for (std::size_t at = 0; at < kWords; ++at) {
        stages_[a][at] = trues_[b][at] & ~disqualified_[0][at];
      }
      break;
    case Opcode::kStageMet:
      set_truth(a, stages_[b]);
      break;
    case Opcode::kDisqualified:
      set_truth(a, disqualified_[0]);
      break;
    case Opcode::kChanged:
      changed(a, b, input);
      break;
    case Opcode::kTakeRoute:
      take_route(a, b);
      break;
    case Opcode::kRaiseAlert:
      raise_alert(a, b);
      break;
    case Opcode::kBreakNever:
      std::copy_n(trues_[b], kWords, nevers_[a]);
      break;
    default:
      break;  // of conditions and points
  }
}

// ---- Conditions ---------------------------------------------------------------------------------

template <std::size_t kWords>
void PlaneMachine<kWords>::load_signal(std::uint32_t slot, std::uint32_t signal,
                                       const Input& input) {
  const SignalPlanes& planes = plan_.planes_of(bytecode::SignalId(signal));
  const Word* const truth = input.block.planes[planes.truth];
  const Word* const known = input.block.planes[planes.known];
  for (std::size_t at = 0; at < kWords; ++at) {
    trues_[slot][at] = truth[at];
    falses_[slot][at] = known[at] & ~truth[at];
  }
}

template <std::size_t kWords>
void PlaneMachine<kWords>::set_truth(std::uint32_t slot, const Word* truth) {
  for (std::size_t at = 0; at < kWords; ++at) {
    const Word word = truth[at];
    trues_[slot][at] = word;
    falses_[slot][at] = ~word;
  }
}

template <std::size_t kWords>
const std::int64_t* PlaneMachine<kWords>::values(bytecode::PartId part) const {
  return part.is_valid() ? points_.part(part.value) : points_.scores.data();
}

template <std::size_t kWords>
void PlaneMachine<kWords>::score_in(std::uint32_t slot, std::uint32_t sum, std::uint32_t range) {
  const bytecode::ScoreSum& terms = program_.score_sums[sum];
  const bytecode::ScoreRange& intervals = program_.score_ranges[range];
  std::array<Word, kWords> truth{};
  if (terms.size() == 1 && terms[0].times == 1) {
    const std::int64_t* const value = values(terms[0].part);
    for (const bytecode::ScoreInterval& interval : intervals) {
      std::array<Word, kWords> in{};
      collect<kWords>(in.data(), [&](std::size_t lead) {
        return (interval.low <= value[lead]) & (value[lead] <= interval.high);
      });
      for (std::size_t at = 0; at < kWords; ++at) truth[at] |= in[at];
    }
  } else {
    collect<kWords>(truth.data(), [&](std::size_t lead) {
      Wide total = 0;
      for (const bytecode::ScoreTerm& term : terms) {
        total += Wide{values(term.part)[lead]} * term.times;
      }
      // The ends of 64 bits stand for no bound.
      const Wide held = std::clamp<Wide>(total, std::numeric_limits<std::int64_t>::min(),
                                         std::numeric_limits<std::int64_t>::max());
      return lies_in(intervals, static_cast<std::int64_t>(held));
    });
  }
  set_truth(slot, truth.data());
}

template <std::size_t kWords>
void PlaneMachine<kWords>::grade_in(std::uint32_t slot, std::uint32_t grade, std::uint32_t set) {
  const std::vector<std::uint32_t>& steps = program_.grade_sets[set];
  const std::uint32_t* const decided = grades_.data() + grade * kLeads;
  std::array<Word, kWords> truth{};
  collect<kWords>(truth.data(), [&](std::size_t lead) {
    return std::binary_search(steps.begin(), steps.end(), decided[lead]);
  });
  set_truth(slot, truth.data());
}

template <std::size_t kWords>
void PlaneMachine<kWords>::changed(std::uint32_t slot, std::uint32_t index, const Input& input) {
  const bytecode::ScoreChange& change = program_.score_changes[index];
  const BlockPoints<kWords>& earlier = *input.earlier[steps_.prepared.duration_index[index]];
  const std::int64_t* const now = values(change.part);
  const std::int64_t* const before =
      change.part.is_valid() ? earlier.part(change.part.value) : earlier.scores.data();
  std::array<Word, kWords> truth{};
  collect<kWords>(truth.data(),
                  [&](std::size_t lead) { return has_changed(change, before[lead], now[lead]); });
  for (std::size_t at = 0; at < kWords; ++at) truth[at] &= earlier.inside[0][at];
  set_truth(slot, truth.data());
}

// ---- Points -------------------------------------------------------------------------------------

template <std::size_t kWords>
void PlaneMachine<kWords>::give(std::uint32_t id, const Input& input) {
  const PlainContribution& plain = steps_.plain[id];
  if (plain.slot != Plan::kNone) {
    add_points_(trues_[plain.slot], kWords, plain.points, input.block.sum(plain.sum));
    return;
  }
  if (steps_.counting_of[id] != Plan::kNone) {
    keep_counting(steps_.counting_of[id]);
    return;
  }
  const bytecode::Contribution& contribution = program_.contributions[ContributionId(id)];
  std::int64_t* const sum = input.block.sum(sum_of(program_, contribution));
  if (const auto* table = std::get_if<bytecode::TableId>(&contribution.source)) {
    give_table(program_.tables[*table], sum, input);
  } else {
    give_ranked(std::get<bytecode::BestOfId>(contribution.source), sum);
  }
}

template <std::size_t kWords>
void PlaneMachine<kWords>::give_table(const bytecode::Table& table, std::int64_t* sum,
                                      const Input& input) {
  std::array<Word, kWords> left{};
  left.fill(~Word{0});
  for (const bytecode::Row& row : table.rows) {
    std::array<Word, kWords> fits = left;
    if (row.signal.is_valid()) {
      const SignalPlanes& planes = plan_.planes_of(row.signal);
      const Word* const truth = input.block.planes[planes.truth];
      const Word* const known = input.block.planes[planes.known];
      for (std::size_t at = 0; at < kWords; ++at) {
        fits[at] &= row.is_negated ? known[at] & ~truth[at] : truth[at];
      }
    }
    for (std::size_t at = 0; at < kWords; ++at) left[at] &= ~fits[at];
    add_points_(fits.data(), kWords, row.points_thousandths, sum);
  }
}

template <std::size_t kWords>
void PlaneMachine<kWords>::give_ranked(bytecode::BestOfId best_of, std::int64_t* sum) {
  std::array<Word, kWords> left{};
  left.fill(~Word{0});
  for (const bytecode::RuleId rule : steps_.ranked[best_of.value]) {
    const Word* const truth = trues_[plan_.slot_of(rule)];
    std::array<Word, kWords> gives{};
    for (std::size_t at = 0; at < kWords; ++at) {
      gives[at] = left[at] & truth[at];
      left[at] &= ~truth[at];
    }
    add_points_(gives.data(), kWords, plain_points(program_.rules[rule]), sum);
  }
}

/// Its events are looked at when all conditions are known, so that each lead's are selected once.
template <std::size_t kWords>
void PlaneMachine<kWords>::keep_counting(std::uint32_t index) {
  const CountingContribution& counting = steps_.counting[index];
  for (std::size_t at = 0; at < counting.rules.size(); ++at) {
    std::copy_n(trues_[plan_.slot_of(counting.rules[at])], kWords,
                counting_[counting.first_plane + at]);
  }
  has_counting_ = true;
}

template <std::size_t kWords>
void PlaneMachine<kWords>::give_counting(const Input& input) {
  if (!has_counting_) return;
  has_counting_ = false;
  std::array<Word, kWords> any{};
  for (std::uint32_t plane = 0; plane < steps_.counting_planes; ++plane) {
    for (std::size_t at = 0; at < kWords; ++at) {
      any[at] |= counting_[plane][at] & points_.inside[0][at];
    }
  }
  workspace_.signals.resize(program_.signals.size());
  for_each_bit<kWords>(any.data(), [&](std::size_t lead) {
    steps_.counted_events.evaluate(input.batch, input.first + lead, input.as_of, workspace_);
    for (const CountingContribution& counting : steps_.counting) {
      input.block.sum(counting.sum)[lead] += points_of(counting, lead, input.as_of);
    }
  });
}

/// The most that one of its rules gives, if the condition of any is true.
template <std::size_t kWords>
std::int64_t PlaneMachine<kWords>::points_of(const CountingContribution& counting, std::size_t lead,
                                             TimeMs as_of) {
  std::int64_t best = 0;
  bool is_first = true;
  for (std::size_t at = 0; at < counting.rules.size(); ++at) {
    if (!has_bit(counting_[counting.first_plane + at], lead)) continue;
    const std::int64_t points =
        points_of_rule(program_, steps_.prepared.decays, counting.rules[at], as_of, workspace_);
    best = is_first ? points : std::max(best, points);
    is_first = false;
  }
  return best;
}

template <std::size_t kWords>
void PlaneMachine<kWords>::close_part(std::uint32_t part, const Input& input) {
  give_counting(input);
  const bytecode::Bounds& bounds = program_.parts[bytecode::PartId(part)].bounds;
  std::int64_t* const sum = input.block.sum(part);
  std::int64_t* const total = input.block.sum(program_.parts.size());
  std::int64_t* const closed = points_.parts.data() + part * kLeads;
  for (std::size_t lead = 0; lead < kLeads; ++lead) {
    closed[lead] = bound_reached(sum[lead], bounds).value_or(sum[lead]);
    total[lead] += closed[lead];
  }
}

template <std::size_t kWords>
void PlaneMachine<kWords>::close_score(const Input& input) {
  give_counting(input);
  const std::int64_t* const total = input.block.sum(program_.parts.size());
  for (std::size_t lead = 0; lead < kLeads; ++lead) {
    points_.scores[lead] = bound_reached(total[lead], program_.score_bounds).value_or(total[lead]);
  }
}

// ---- Outcomes -----------------------------------------------------------------------------------

/// Steps go from the highest bound to the lowest: the step is how many are not reached.
template <std::size_t kWords>
void PlaneMachine<kWords>::decide_grade(std::uint32_t index) {
  const bytecode::Grade& grade = program_.grades[bytecode::GradeId(index)];
  const std::int64_t* const value = values(grade.part);
  std::uint32_t* const decided = grades_.data() + index * kLeads;
  std::fill_n(decided, kLeads, 0);
  for (const bytecode::GradeStep& step : grade.steps) {
    for (std::size_t lead = 0; lead < kLeads; ++lead) {
      decided[lead] += value[lead] < step.at_thousandths ? 1U : 0U;
    }
  }
}

template <std::size_t kWords>
void PlaneMachine<kWords>::take_route(std::uint32_t route, std::uint32_t slot) {
  std::array<Word, kWords> takes{};
  for (std::size_t at = 0; at < kWords; ++at) {
    takes[at] = trues_[slot][at] & ~disqualified_[0][at] & ~routed_[0][at];
    routed_[0][at] |= takes[at];
  }
  for_each_bit<kWords>(takes.data(),
                       [&](std::size_t lead) { routes_[lead] = static_cast<std::int32_t>(route); });
}

template <std::size_t kWords>
void PlaneMachine<kWords>::raise_alert(std::uint32_t alert, std::uint32_t slot) {
  const bool names_disqualified = program_.alerts[bytecode::AlertId(alert)].names_disqualified;
  for (std::size_t at = 0; at < kWords; ++at) {
    const Word may_be = names_disqualified ? ~Word{0} : ~disqualified_[0][at];
    alerts_[alert][at] = trues_[slot][at] & may_be;
  }
}

// ---- Answers ------------------------------------------------------------------------------------

namespace {

/// Writes a plane as bytes of 0 and 1, `stride` apart.
template <std::size_t kWords>
void spread(const Word* plane, const Word* inside, std::size_t count, std::size_t stride,
            std::uint8_t* out) {
  for (std::size_t lead = 0; lead < count; ++lead) {
    out[lead * stride] = has_bit(plane, lead) && has_bit(inside, lead) ? 1 : 0;
  }
}

}  // namespace

template <std::size_t kWords>
void PlaneMachine<kWords>::write(const Input& input, ScoreBatch& scores) const {
  const Word* const inside = points_.inside[0];
  const std::size_t count = input.block.count;
  const std::size_t first = input.first;
  for (std::size_t lead = 0; lead < count; ++lead) {
    const bool is_inside = has_bit(inside, lead);
    const std::int64_t mask = is_inside ? -1 : 0;
    scores.inside[first + lead] = is_inside ? 1 : 0;
    scores.scores[first + lead] = points_.scores[lead] & mask;
    scores.routes[first + lead] = is_inside ? routes_[lead] : ScoreBatch::kNone;
    for (std::size_t part = 0; part < scores.part_count; ++part) {
      scores.parts[(first + lead) * scores.part_count + part] = points_.part(part)[lead] & mask;
    }
    for (std::size_t grade = 0; grade < scores.grade_count; ++grade) {
      scores.grades[(first + lead) * scores.grade_count + grade] =
          is_inside ? grades_[grade * kLeads + lead] : 0;
    }
  }
  spread<kWords>(disqualified_[0], inside, count, 1, scores.disqualified.data() + first);
  const auto spread_all = [&](const Planes<kWords>& planes, std::size_t stride,
                              std::vector<std::uint8_t>& out) {
    for (std::size_t at = 0; at < stride; ++at) {
      spread<kWords>(planes[at], inside, count, stride, out.data() + first * stride + at);
    }
  };
  spread_all(stages_, scores.stage_count, scores.stages_met);
  spread_all(alerts_, scores.alert_count, scores.alerts);
  spread_all(nevers_, scores.never_count, scores.nevers);
}

template class PlaneMachine<1>;
template class PlaneMachine<kBlockWords>;

}  // namespace leadscore::runtime::batch
