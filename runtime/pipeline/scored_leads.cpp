#include "runtime/pipeline/scored_leads.hpp"

namespace leadscore::runtime {

ScoredLeads::ScoredLeads(std::span<const std::unique_ptr<ScoringModel>> models, Moments moments,
                         Engine engine, const NativeCode& native)
    : models_(models), moments_(moments), engine_(engine), native_(native) {
  for (std::size_t at = 0; at < models.size(); ++at) scores_.push_back(std::make_unique<Scores>());
}

void ScoredLeads::score(std::span<const LeadBatch> batches) {
  batches_ = batches;
  for (std::size_t at = 0; at < models_.size(); ++at) {
    Scores& own = *scores_[at];
    if (moments_.since) score(at, *moments_.since, own.earlier_memory, own.earlier);
    score(at, moments_.as_of, own.memory, own.scores);
  }
}

void ScoredLeads::score(std::size_t at, TimeMs as_of, BatchWorkspace& memory, ScoreBatch& scores) {
  const ScoringModel& model = *models_[at];
  if (engine_ == Engine::kVm) {
    model.scorer.score(batches_[at], as_of, scores_[at]->workspace, scores);
  } else {
    model.engine.score(batches_[at], as_of, native_.block_of(at), memory, scores);
  }
}

const std::vector<std::size_t>& ScoredLeads::models_for(std::size_t lead) {
  shown_with_.clear();
  for (std::size_t at = 0; at < models_.size(); ++at) {
    if (scores_[at]->scores.applies(lead)) shown_with_.push_back(at);
  }
  if (shown_with_.empty()) shown_with_.push_back(0);
  return shown_with_;
}

ScoredLead ScoredLeads::lead(std::size_t model, std::size_t index) const {
  const Scores& own = *scores_[model];
  ScoredLead lead{models_[model]->program, batches_[model], own.scores, index};
  if (moments_.since) lead.earlier = &own.earlier;
  return lead;
}

Explanation ScoredLeads::explain(std::size_t model, std::size_t index) {
  return runtime::explain(models_[model]->scorer, batches_[model], index, moments_.as_of,
                          scores_[model]->workspace);
}

}  // namespace leadscore::runtime
