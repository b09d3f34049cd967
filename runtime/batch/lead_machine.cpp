#include "runtime/batch/lead_machine.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace leadscore::runtime::batch {

using bytecode::Opcode;

namespace {

constexpr std::size_t kByteBits = 8;
using TruthsOfByte = std::array<Truth, kByteBits>;

/// What the bits of each byte say, the lowest first.
constexpr std::array<TruthsOfByte, 256> kTruthsOfBytes = [] {
  std::array<TruthsOfByte, 256> all{};
  for (std::size_t byte = 0; byte < all.size(); ++byte) {
    for (std::size_t bit = 0; bit < kByteBits; ++bit) {
      all[byte][bit] = truth_of((byte >> bit & 1U) != 0);
    }
  }
  return all;
}();

}  // namespace

LeadMachine::LeadMachine(const Steps& steps, const LeadCode& code, std::vector<Word> planes,
                         std::vector<std::int64_t> sums)
    : steps_(steps),
      program_(steps.plan.program()),
      code_(code),
      first_words_(std::move(planes)),
      first_sums_(std::move(sums)),
      words_(first_words_.size()),
      truths_(code.place_count(), Truth::kFalse),
      sums_(first_sums_.size()) {
  truths_[code_.true_place()] = Truth::kTrue;
}

void LeadMachine::begin() {
  std::copy(first_words_.begin(), first_words_.end(), words_.begin());
  std::copy(first_sums_.begin(), first_sums_.end(), sums_.begin());
}

void LeadMachine::spread_words() {
  Truth* out = truths_.data();
  for (Word word : words_) {
    for (std::size_t byte = 0; byte < sizeof word; ++byte, word >>= kByteBits) {
      const TruthsOfByte& truths = kTruthsOfBytes[word & 0xFFU];
      out = std::copy(truths.begin(), truths.end(), out);
    }
  }
}

void LeadMachine::run_points(const Input& input, Workspace& workspace, EarlierScore& answer) {
  const WorkedOut before = prepare_rest(input, workspace);
  run_rest_of_points(program_, steps_.prepared, std::span(code_.rest()).first(code_.points_end()),
                     before, input.as_of, workspace, answer);
}

void LeadMachine::run(const Input& input, Workspace& workspace, Answers answers) {
  const WorkedOut before = prepare_rest(input, workspace);
  run_rest(program_, steps_.prepared, code_.rest(), before, input.as_of, workspace, answers);
}

void LeadMachine::work_out_conditions() {
  Truth* const truths = truths_.data();
  Truth* out = truths + code_.first_condition();
  const LeadCode::Operands* at = code_.conditions().data();
  const auto each = [&](const LeadCode::Operands* end, auto work_out) {
    for (; at != end; ++at) *out++ = work_out(truths[at->left], truths[at->right]);
  };
  for (const LeadCode::Run& run : code_.runs()) {
    const LeadCode::Operands* const end = code_.conditions().data() + run.end;
    if (run.opcode == Opcode::kAnd) {
      each(end, both);
    } else if (run.opcode == Opcode::kOr) {
      each(end, either);
    } else {
      each(end, [](Truth truth, Truth) { return negate(truth); });
    }
  }
}

void LeadMachine::give_plain_rules() {
  const Truth* const truths = truths_.data();
  const LeadCode::PlainRule* rule = code_.plain_rules().data();
  const LeadCode::PlainRule* const end = rule + code_.plain_rules().size();
  while (rule != end) {
    const std::uint32_t sum = rule->sum;
    std::int64_t points = 0;
    for (; rule != end && rule->sum == sum; ++rule) {
      const std::int64_t mask = truths[rule->place] == Truth::kTrue ? -1 : 0;
      points += rule->points & mask;
    }
    sums_[sum] += points;
  }
}

/// Works out all but the rest, and puts down in the workspace what that reads.
WorkedOut LeadMachine::prepare_rest(const Input& input, Workspace& workspace) {
  work_out_conditions();
  give_plain_rules();
  // What the code writes before it reads it keeps whatever was there.
  workspace.signals.resize(program_.signals.size());
  workspace.registers.resize(program_.register_count);
  workspace.given.resize(program_.contributions.size());
  workspace.rule_points.resize(program_.rules.size());
  for (const auto& [place, to] : code_.signals()) workspace.signals[to] = truths_[place];
  for (const auto& [place, to] : code_.registers()) workspace.registers[to] = truths_[place];
  const bool has_counted =
      std::ranges::any_of(steps_.counting, [&](const CountingContribution& counting) {
        return std::ranges::any_of(counting.rules, [&](bytecode::RuleId rule) {
          const std::uint32_t condition = program_.rules[rule].condition_register;
          return workspace.registers[condition] == Truth::kTrue;
        });
      });
  if (has_counted) {
    steps_.counted_events.evaluate(input.batch, input.lead, input.as_of, workspace);
  }
  workspace.parts.assign(program_.parts.size(), PointsSum());
  for (std::size_t part = 0; part < workspace.parts.size(); ++part) {
    workspace.parts[part].add(sums_[part]);
  }
  PointsSum total;
  total.add(sums_.back());
  return worked_out_in(workspace, total);
}

}  // namespace leadscore::runtime::batch
