#include "runtime/batch/evaluation.hpp"

#include "base/text/domain.hpp"
#include "runtime/signals/fold_into.hpp"
#include "runtime/signals/window.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace leadscore::runtime::batch {

Evaluation::Evaluation(const BatchScorer& scorer_of, TimeMs moment)
    : scorer(scorer_of),
      as_of(moment),
      maker_(scorer.plan_, scorer.scorer_.decays()),
      points_without_events_(maker_.constant_points()) {
  const std::vector<SignalGroup>& groups = scorer.plan_.groups();
  texts_.resize(groups.size());
  intervals_.resize(groups.size());
  for (std::uint32_t group = 0; group < groups.size(); ++group) {
    RowSet& switched = switches_.emplace_back(maker_.rows_of(group));
    switch (groups[group].kind) {
      case GroupKind::kText:
      case GroupKind::kDomain:
        texts_[group].emplace(*scorer.texts_[group], maker_);
        break;
      case GroupKind::kNumber:
      case GroupKind::kTime:
        intervals_[group].emplace(scorer.plan_, group, maker_, as_of);
        break;
      case GroupKind::kYes:
      case GroupKind::kKnown:
      case GroupKind::kDomainKnown:
        static_cast<void>(maker_.add(group, {}, switched));
        static_cast<void>(maker_.add(group, groups[group].signals, switched));
        break;
      case GroupKind::kEvents: {
        events_.emplace(scorer.plan_, *scorer.events_, maker_, as_of);
        const auto points = maker_.points_of_none(group);
        for (std::size_t sum = 0; sum < points.size(); ++sum) {
          points_without_events_[sum] += points[sum] + events_->points_at_start()[sum];
        }
        break;
      }
      case GroupKind::kByLead:
        break;
    }
  }
}

template <std::size_t kWords>
Evaluation::Sized<kWords>::Sized(const BatchScorer& scorer) : machine(scorer.steps_) {
  const Plan& plan = scorer.plan_;
  block.words.resize(plan.word_count() * Block<kWords>::kLeads);
  block.planes.resize(plan.plane_count());
  block.planes.fill(plan.plane_count() - 1, ~Word{0});
  block.sums.assign((plan.program().parts.size() + 1) * Block<kWords>::kLeads, 0);
  rows.assign(Block<kWords>::kLeads, 0);
}

template <>
Evaluation::Sized<1>& Evaluation::sized<1>() {
  if (small_ == nullptr) small_ = std::make_unique<Sized<1>>(scorer);
  return *small_;
}

template <>
Evaluation::Sized<kBlockWords>& Evaluation::sized<kBlockWords>() {
  if (large_ == nullptr) large_ = std::make_unique<Sized<kBlockWords>>(scorer);
  return *large_;
}

void Evaluation::score(const LeadBatch& batch, const BlockCode* code, ScoreBatch& scores) {
  code_ = code;
  if (batch.size() <= kFewLeads) {
    for (std::size_t lead = 0; lead < batch.size(); ++lead) score_lead(batch, lead, scores);
    return;
  }
  for (std::size_t first = 0; first < batch.size(); first += kBlockLeads) {
    const Leads leads{
        .batch = batch, .first = first, .count = std::min(kBlockLeads, batch.size() - first)};
    if (leads.count <= kWordBits) {
      score_block<1>(leads, scores);
    } else {
      score_block<kBlockWords>(leads, scores);
    }
  }
}

template <std::size_t kWords>
void Evaluation::score_block(const Leads& leads, ScoreBatch& scores) {
  Sized<kWords>& memory = sized<kWords>();
  memory.machine.run(prepare(leads, memory), scores);
}

/// The points alone of a block.
template <std::size_t kWords>
BlockPoints<kWords>& Evaluation::points_of(const Leads& leads) {
  Sized<kWords>& memory = sized<kWords>();
  look_up(leads, memory);
  memory.machine.run_points({.batch = leads.batch,
                             .first = leads.first,
                             .as_of = as_of,
                             .block = memory.block,
                             .earlier = memory.earlier,
                             .code = code<kWords>()});
  return memory.machine.points();
}

/// The evaluation as of some time ago, by the place of the duration.
Evaluation& Evaluation::earlier(std::size_t duration) {
  const std::vector<DurationMs>& durations = scorer.steps_.prepared.durations;
  earlier_.resize(durations.size());
  std::unique_ptr<Evaluation>& found = earlier_[duration];
  if (found == nullptr) {
    found = std::make_unique<Evaluation>(scorer, difference(as_of, durations[duration]));
  }
  found->code_ = code_;
  return *found;
}

template <std::size_t kWords>
typename PlaneMachine<kWords>::Input Evaluation::prepare(const Leads& leads,
                                                         Sized<kWords>& memory) {
  const std::vector<DurationMs>& durations = scorer.steps_.prepared.durations;
  memory.earlier.resize(durations.size());
  for (std::size_t at = 0; at < durations.size(); ++at) {
    memory.earlier[at] = &earlier(at).points_of<kWords>(leads);
  }
  look_up(leads, memory);
  return {.batch = leads.batch,
          .first = leads.first,
          .as_of = as_of,
          .block = memory.block,
          .earlier = memory.earlier,
          .code = code<kWords>()};
}

template <std::size_t kWords>
void Evaluation::look_up(const Leads& leads, Sized<kWords>& memory) {
  Block<kWords>& block = memory.block;
  block.count = leads.count;
  std::ranges::fill(block.words, 0);
  for (std::size_t sum = 0; sum < points_without_events_.size(); ++sum) {
    std::fill_n(block.sum(sum), leads.count, points_without_events_[sum]);
  }
  const std::vector<SignalGroup>& groups = scorer.plan_.groups();
  if (code<kWords>() != nullptr) {
    memory.rows.resize(groups.size() * Block<kWords>::kLeads);
    memory.views.resize(groups.size());
  }
  for (std::uint32_t group = 0; group < groups.size(); ++group) {
    switch (groups[group].kind) {
      case GroupKind::kEvents:
        events_->look_up(leads.batch, leads.first, block);
        break;
      case GroupKind::kByLead:
        work_out_by_lead(leads, block);
        break;
      default:
        look_up_group(group, leads, memory);
    }
  }
  if (code<kWords>() != nullptr) apply_rows_natively(leads.count, memory);
  turn_to_planes(block);
}

/// The words of 64 leads, each of 64 planes, become 64 planes of 64 leads.
template <std::size_t kWords>
void Evaluation::turn_to_planes(Block<kWords>& block) const {
  for (std::uint32_t word = 0; word < scorer.plan_.word_count(); ++word) {
    for (std::size_t at = 0; at * kWordBits < block.count; ++at) {
      std::array<Word, kWordBits> turned;
      std::copy_n(block.word(word) + at * kWordBits, kWordBits, turned.begin());
      transpose(turned);
      for (std::size_t plane = 0; plane < kWordBits; ++plane) {
        block.planes[word * Plan::kPlanesOfWord + plane][at] = turned[plane];
      }
    }
  }
}

/// Gives each lead of a block its row, and marks where the value is known.
template <std::size_t kWords>
void Evaluation::look_up_group(std::uint32_t group, const Leads& leads, Sized<kWords>& memory) {
  const auto& [kind, field, signals] = scorer.plan_.groups()[group];
  const LeadBatch& batch = leads.batch;
  const auto of_block = [&leads](auto column) { return column.subspan(leads.first, leads.count); };
  const std::span<const std::uint8_t> known = of_block(batch.field_known(field));
  std::uint32_t* const rows = rows_of(group, memory);
  const auto each = [&](auto row_of) {
    for (std::size_t at = 0; at < leads.count; ++at) rows[at] = known[at] != 0 ? row_of(at) : 0;
  };
  switch (kind) {
    case GroupKind::kText:
    case GroupKind::kDomain: {
      TextRows& of_texts = *texts_[group];
      if (batch.is_coded()) {
        of_texts.begin_block(batch.dictionaries(), field);
        const std::span<const std::uint32_t> codes = of_block(batch.field_codes(field));
        for (std::size_t at = 0; at < leads.count; ++at) rows[at] = of_texts.row_of_code(codes[at]);
        apply_rows(group, of_texts.rows(), leads.count, memory);
        break;
      }
      of_texts.begin_block();
      of_texts.find_rows(of_block(batch.field_texts(field)), known, rows);
      apply_rows(group, of_texts.rows(), leads.count, memory);
      break;
    }
    case GroupKind::kNumber: {
      IntervalRows& intervals = *intervals_[group];
      const std::span<const double> numbers = of_block(batch.field_numbers(field));
      each([&](std::size_t at) { return intervals.row_of_number(numbers[at]); });
      apply_rows(group, intervals.rows(), leads.count, memory);
      break;
    }
    case GroupKind::kTime: {
      IntervalRows& intervals = *intervals_[group];
      const std::span<const TimeMs> times = of_block(batch.field_times(field));
      each([&](std::size_t at) { return intervals.row_of(times[at]); });
      apply_rows(group, intervals.rows(), leads.count, memory);
      break;
    }
    case GroupKind::kYes: {
      const std::span<const std::uint8_t> yes = of_block(batch.field_yes(field));
      each([&](std::size_t at) { return std::uint32_t{yes[at]}; });
      apply_rows(group, switches_[group], leads.count, memory);
      break;
    }
    case GroupKind::kKnown:
      each([](std::size_t) { return 1U; });
      apply_rows(group, switches_[group], leads.count, memory);
      break;
    case GroupKind::kDomainKnown: {
      const std::span<const std::string_view> texts = of_block(batch.field_texts(field));
      each([&](std::size_t at) { return has_domain(texts[at]) ? 1U : 0U; });
      apply_rows(group, switches_[group], leads.count, memory);
      break;
    }
    case GroupKind::kEvents:
    case GroupKind::kByLead:
      break;
  }
}

bool Evaluation::has_domain(std::string_view text) {
  fold_into(text, workspace_.text);
  return text::domain_of(workspace_.text).has_value();
}

template <std::size_t kWords>
void Evaluation::apply_rows(std::uint32_t group, const RowSet& rows, std::size_t count,
                            Sized<kWords>& memory) {
  Block<kWords>& block = memory.block;
  const std::uint32_t* const row_of = rows_of(group, memory);
  if (code<kWords>() != nullptr && code_->is_applied[group]) {
    memory.views[group] = {.rows = row_of, .points = rows.points(0), .bits = rows.all_bits()};
    return;
  }
  for (std::size_t sum = 0; sum < maker_.width(); ++sum) {
    if (!rows.gives(sum)) continue;
    std::int64_t* const out = block.sum(sum);
    for (std::size_t at = 0; at < count; ++at) out[at] += rows.points(row_of[at])[sum];
  }
  const Plan::GroupPlanes& planes = scorer.plan_.planes_of_group(group);
  if (planes.count == 0) return;
  if (rows.is_wide()) {
    for (std::size_t at = 0; at < count; ++at) {
      for (const auto [word, bits] : rows.words(row_of[at])) block.word(word)[at] |= bits;
    }
    return;
  }
  Word* const out = block.word(planes.first / Plan::kPlanesOfWord);
  for (std::size_t at = 0; at < count; ++at) out[at] |= rows.bits(row_of[at]);
}

template <std::size_t kWords>
void Evaluation::apply_rows_natively(std::size_t count, Sized<kWords>& memory) const {
  const BlockView view{.count = count,
                       .groups = memory.views.data(),
                       .words = memory.block.words.data(),
                       .sums = memory.block.sums.data()};
  code_->apply_rows(&view);
}

template <std::size_t kWords>
void Evaluation::work_out_by_lead(const Leads& leads, Block<kWords>& block) {
  const Plan& plan = scorer.plan_;
  workspace_.signals.resize(plan.program().signals.size());
  const std::vector<bytecode::SignalId>& signals = plan.groups()[scorer.by_lead_group_].signals;
  for (const bytecode::SignalId signal : signals) {
    if (!plan.is_needed(signal)) break;
    block.planes.fill(plan.planes_of(signal).truth, 0);
    block.planes.fill(plan.planes_of(signal).known, 0);
  }
  for (std::size_t at = 0; at < leads.count; ++at) {
    const std::size_t lead = leads.first + at;
    scorer.by_lead_.evaluate(leads.batch, lead, as_of, workspace_);
    for (const bytecode::SignalId signal : signals) {
      if (!plan.is_needed(signal)) break;
      const SignalPlanes& planes = plan.planes_of(signal);
      const Truth truth = workspace_.signals[signal.value];
      if (truth == Truth::kTrue) set_bit(block.planes[planes.truth], at);
      if (truth != Truth::kUnknown) set_bit(block.planes[planes.known], at);
    }
  }
}

}  // namespace leadscore::runtime::batch
