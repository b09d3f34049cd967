#include "runtime/batch/batch_scorer.hpp"

#include "base/check.hpp"
#include "runtime/batch/evaluation.hpp"

#include <algorithm>
#include <span>

namespace leadscore::runtime {
namespace {

using batch::GroupKind;
using batch::Plan;

std::uint32_t group_of_kind(const Plan& plan, GroupKind kind) {
  const auto found = std::ranges::find(plan.groups(), kind, &batch::SignalGroup::kind);
  if (found == plan.groups().end()) return Plan::kNone;
  return static_cast<std::uint32_t>(found - plan.groups().begin());
}

Wanted signals_of(const Plan& plan, std::uint32_t group) {
  if (group == Plan::kNone) return Wanted::only(plan.program(), {}, {});
  std::vector<bytecode::SignalId> needed;
  for (const bytecode::SignalId signal : plan.groups()[group].signals) {
    if (plan.is_needed(signal)) needed.push_back(signal);
  }
  return Wanted::only(plan.program(), needed, {});
}

}  // namespace

BatchWorkspace::BatchWorkspace() = default;
BatchWorkspace::~BatchWorkspace() = default;
BatchWorkspace::BatchWorkspace(BatchWorkspace&&) noexcept = default;
BatchWorkspace& BatchWorkspace::operator=(BatchWorkspace&&) noexcept = default;

BatchScorer::BatchScorer(const Scorer& scorer)
    : scorer_(scorer),
      plan_(scorer.program()),
      by_lead_group_(group_of_kind(plan_, GroupKind::kByLead)),
      by_lead_(scorer.program(), scorer.matchers(), signals_of(plan_, by_lead_group_)),
      steps_(plan_, scorer.prepared(), scorer.matchers()),
      lead_code_(plan_) {
  texts_.resize(plan_.groups().size());
  for (std::uint32_t group = 0; group < plan_.groups().size(); ++group) {
    const GroupKind kind = plan_.groups()[group].kind;
    if (kind == GroupKind::kText || kind == GroupKind::kDomain) {
      texts_[group] = std::make_unique<batch::TextIndex>(plan_, group, scorer.matchers());
    } else if (kind == GroupKind::kEvents) {
      events_ = std::make_unique<batch::EventIndex>(plan_, group);
    }
  }
}

void BatchScorer::score(const LeadBatch& batch, TimeMs as_of, const batch::BlockCode* code,
                        BatchWorkspace& workspace, ScoreBatch& scores) const {
  if (!plan_.fits_64_bits()) {
    scorer_.score(batch, as_of, workspace.row_workspace_, scores);
    return;
  }
  const bytecode::Program& program = scorer_.program();
  LEADSCORE_CHECK(batch.fits(program), "a batch that was made for another program");
  scores.reset(program, batch.size());
  std::unique_ptr<batch::Evaluation>& evaluation = workspace.evaluation_;
  if (evaluation == nullptr || &evaluation->scorer != this || evaluation->as_of != as_of) {
    evaluation = std::make_unique<batch::Evaluation>(*this, as_of);
  }
  evaluation->score(batch, code, scores);
}

}  // namespace leadscore::runtime
