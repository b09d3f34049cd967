// The look-ups of a single lead: the same rows as those of blocks, without what a block needs beside
// them.
#include "runtime/batch/evaluation.hpp"

#include <cmath>
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
  std::vector<Truth> truths(plan.plane_count(), Truth::kFalse);
  for (const SignalGroup& group : plan.groups()) {
    std::vector<std::uint32_t>& planes = planes_of_group_.emplace_back();
    for (const bytecode::SignalId signal : group.signals) {
      const std::uint32_t plane = plan.plane_of(signal);
      if (plane != Plan::kNone) planes.push_back(plane);
    }
  }
  if (events_) {
    const EventIndex& index = *scorer.events_;
    for (std::uint32_t bit = 0; bit < index.bit_count(); ++bit) {
      const std::uint32_t plane = events_->plane_of(bit);
      if (plane != Plan::kNone && index.is_at_start(bit)) truths[plane] = Truth::kTrue;
    }
  }
  of_lead_ = std::make_unique<LeadMachine>(scorer.steps_, scorer.lead_code_, std::move(truths),
                                           points_without_events_);
}

/// As many leads as a block has are a block to what is remembered.
void Evaluation::begin_lead() {
  if (of_lead_ == nullptr) make_lead_machine();
  if (lead_count_++ % kBlockLeads != 0) return;
  for (std::optional<TextRows>& rows : texts_) {
    if (rows) rows->begin_block();
  }
}

void Evaluation::look_up_lead(const LeadBatch& batch, std::size_t lead) {
  begin_lead();
  of_lead_->begin();
  const std::vector<SignalGroup>& groups = scorer.plan_.groups();
  for (std::uint32_t group = 0; group < groups.size(); ++group) {
    const GroupKind kind = groups[group].kind;
    if (kind == GroupKind::kEvents) {
      look_up_lead_events(batch, lead);
      continue;
    }
    if (kind == GroupKind::kByLead) {
      work_out_by_lead(batch, lead);
      continue;
    }
    const ValueColumn& column = batch.field_column(groups[group].field);
    const bool is_known = column.known[lead] != 0;
    switch (kind) {
      case GroupKind::kText:
      case GroupKind::kDomain: {
        TextRows& rows = *texts_[group];
        take_lead_row(group, rows.rows(),
                      is_known ? rows.row_of(column.texts[lead]) : TextRows::kUnknown);
        break;
      }
      case GroupKind::kNumber: {
        IntervalRows& rows = *intervals_[group];
        take_lead_row(group, rows.rows(),
                      is_known && std::isfinite(column.numbers[lead])
                          ? rows.row_of(ordered(column.numbers[lead]))
                          : IntervalRows::kUnknown);
        break;
      }
      case GroupKind::kTime: {
        IntervalRows& rows = *intervals_[group];
        take_lead_row(group, rows.rows(),
                      is_known ? rows.row_of(column.times[lead]) : IntervalRows::kUnknown);
        break;
      }
      case GroupKind::kYes:
        take_lead_row(group, switches_[group], is_known ? column.yes[lead] : 0);
        break;
      case GroupKind::kKnown:
        take_lead_row(group, switches_[group], is_known ? 1 : 0);
        break;
      case GroupKind::kDomainKnown:
        take_lead_row(group, switches_[group], is_known && has_domain(column.texts[lead]) ? 1 : 0);
        break;
      case GroupKind::kEvents:
      case GroupKind::kByLead:
        break;
    }
  }
}

/// Puts in what a row of a group says.
void Evaluation::take_lead_row(std::uint32_t group, const RowSet& rows, std::uint32_t row) {
  of_lead_->add(rows.points(row));
  if (!has_planes_[group]) return;
  for (const std::uint32_t plane : rows.planes(row)) of_lead_->put(plane, Truth::kTrue);
  const bool is_unknown = row == 0 && scorer.plan_.groups()[group].can_be_unknown();
  if (!is_unknown) return;
  for (const std::uint32_t plane : planes_of_group_[group]) of_lead_->put(plane, Truth::kUnknown);
}

void Evaluation::look_up_lead_events(const LeadBatch& batch, std::size_t lead) {
  EventRows& events = *events_;
  const std::span<const std::size_t> first_events = batch.first_events();
  const std::span<const bytecode::KindId> kinds = batch.event_kinds();
  const std::span<const std::string_view> subjects = batch.event_subjects();
  const std::span<const std::uint8_t> has_time = batch.event_has_time();
  const std::span<const TimeMs> times = batch.event_times();
  events.begin_lead();
  for (std::size_t event = first_events[lead]; event < first_events[lead + 1]; ++event) {
    events.take(kinds[event], subjects[event], has_time[event] != 0, times[event]);
  }
  events.end_lead([&](std::uint32_t bit) {
    of_lead_->add(events.points_of(bit));
    const std::uint32_t plane = events.plane_of(bit);
    if (plane != Plan::kNone) of_lead_->flip(plane);
  });
}

void Evaluation::work_out_by_lead(const LeadBatch& batch, std::size_t lead) {
  workspace_.signals.resize(scorer.plan_.program().signals.size());
  scorer.by_lead_.evaluate(batch, lead, as_of, workspace_);
  for (const bytecode::SignalId signal : scorer.plan_.groups()[scorer.by_lead_group_].signals) {
    const std::uint32_t plane = scorer.plan_.plane_of(signal);
    if (plane != Plan::kNone) of_lead_->put(plane, workspace_.signals[signal.value]);
  }
}

}  // namespace leadscore::runtime::batch
