// The look-ups of a single lead: the same rows as those of blocks, without what a block needs
// beside them.
#include "runtime/batch/evaluation.hpp"

#include <span>
#include <utility>

namespace leadscore::runtime::batch {

void Evaluation::score_lead(const LeadBatch& batch, std::size_t lead, ScoreBatch& scores) {
  const std::size_t durations = scorer.steps_.prepared.durations.size();
  workspace_.earlier_scores.resize(durations);
  for (std::size_t at = 0; at < durations; ++at) {
    earlier(at).points_of_lead(batch, lead, workspace_.earlier_scores[at]);
  }
  look_up_lead(batch, lead);
  of_lead_->run({.batch = batch, .lead = lead, .as_of = as_of}, workspace_, scores.row(lead));
}

void Evaluation::points_of_lead(const LeadBatch& batch, std::size_t lead, EarlierScore& answer) {
  look_up_lead(batch, lead);
  of_lead_->run_points({.batch = batch, .lead = lead, .as_of = as_of}, workspace_, answer);
}

void Evaluation::make_lead_machine() {
  const Plan& plan = scorer.plan_;
  for (std::uint32_t at = 0; at < plan.groups().size(); ++at) {
    const SignalGroup& group = plan.groups()[at];
    if (!group.field.is_valid()) continue;
    const Plan::GroupPlanes& planes = plan.planes_of_group(at);
    LeadGroup& of_lead = lead_groups_.emplace_back(
        LeadGroup{.kind = group.kind,
                  .field = group.field,
                  .rows = &switches_[at],
                  .texts = texts_[at] ? &*texts_[at] : nullptr,
                  .intervals = intervals_[at] ? &*intervals_[at] : nullptr,
                  .first_plane = planes.first,
                  .plane_count = planes.count,
                  .can_be_unknown = group.can_be_unknown()});
    if (of_lead.texts != nullptr) of_lead.rows = &of_lead.texts->rows();
    if (of_lead.intervals != nullptr) of_lead.rows = &of_lead.intervals->rows();
  }
  std::vector<Word> true_planes(plan.word_count(), 0);
  if (events_) {
    const EventIndex& index = *scorer.events_;
    const Plan::GroupPlanes& planes = plan.planes_of_group(index.group());
    for (std::uint32_t bit = 0; bit < planes.count; ++bit) {
      if (index.is_at_start(bit)) set_bit(true_planes.data(), planes.first + bit);
    }
  }
  of_lead_ = std::make_unique<LeadMachine>(scorer.steps_, scorer.lead_code_, std::move(true_planes),
                                           points_without_events_);
}

void Evaluation::begin_lead() {
  if (of_lead_ == nullptr) make_lead_machine();
  of_lead_->begin();
  for (const LeadGroup& group : lead_groups_) {
    if (group.texts != nullptr) group.texts->begin_lead();
  }
}

void Evaluation::look_up_lead(const LeadBatch& batch, std::size_t lead) {
  begin_lead();
  unknown_groups_.clear();
  LeadMachine& machine = *of_lead_;
  for (const LeadGroup& group : lead_groups_) {
    const std::uint32_t row = row_of_lead(group, batch.field_column(group.field), lead);
    machine.add(group.rows->points(row));
    machine.set(group.rows->words(row));
    if (row == 0 && group.can_be_unknown) unknown_groups_.push_back(&group);
  }
  if (events_) look_up_lead_events(batch, lead);
  machine.spread_words();
  for (const LeadGroup* const group : unknown_groups_) {
    for (std::uint32_t at = 0; at < group->plane_count; ++at) {
      machine.put(group->first_plane + at, Truth::kUnknown);
    }
  }
  if (scorer.by_lead_group_ != Plan::kNone) work_out_by_lead(batch, lead);
}

/// What is not known has the first row, and so has what says no.
inline std::uint32_t Evaluation::row_of_lead(const LeadGroup& group, const ValueColumn& column,
                                             std::size_t lead) {
  if (column.known[lead] == 0) return 0;
  switch (group.kind) {
    case GroupKind::kText:
    case GroupKind::kDomain:
      return group.texts->row_of(column.texts[lead]);
    case GroupKind::kNumber:
      return group.intervals->row_of_number(column.numbers[lead]);
    case GroupKind::kTime:
      return group.intervals->row_of(column.times[lead]);
    case GroupKind::kYes:
      return column.yes[lead];
    case GroupKind::kKnown:
      return 1;
    case GroupKind::kDomainKnown:
      return has_domain(column.texts[lead]) ? 1 : 0;
    case GroupKind::kEvents:
    case GroupKind::kByLead:
      break;
  }
  return 0;
}

void Evaluation::look_up_lead_events(const LeadBatch& batch, std::size_t lead) {
  events_->look_up_lead(batch, lead,
                        [&](const std::int64_t* points, std::span<const WordBits> changes) {
                          of_lead_->add(points);
                          of_lead_->flip(changes);
                        });
}

void Evaluation::work_out_by_lead(const LeadBatch& batch, std::size_t lead) {
  workspace_.signals.resize(scorer.plan_.program().signals.size());
  scorer.by_lead_.evaluate(batch, lead, as_of, workspace_);
  for (const bytecode::SignalId signal : scorer.plan_.groups()[scorer.by_lead_group_].signals) {
    if (!scorer.plan_.is_needed(signal)) break;
    of_lead_->put(scorer.plan_.planes_of(signal).truth, workspace_.signals[signal.value]);
  }
}

}  // namespace leadscore::runtime::batch
