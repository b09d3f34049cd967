#include "runtime/output/outcome_texts.hpp"

#include <cstdint>
#include <cstring>

namespace leadscore::runtime {

/// Every answer but points, side by side.
void OutcomeTexts::make_key(const ScoredLead& lead) {
  const ScoreBatch& scores = lead.scores;
  key_.resize(2 + sizeof(std::int32_t) + sizeof(std::uint32_t) * scores.grade_count +
              scores.stage_count + 2 * scores.alert_count + scores.never_count);
  char* at = key_.data();
  const auto add = [&at, &lead](const auto& answers, std::size_t count) {
    if (count == 0) return;
    const std::size_t bytes = count * sizeof answers.front();
    std::memcpy(at, answers.data() + lead.lead * count, bytes);
    at += bytes;
  };
  add(scores.inside, 1);
  add(scores.disqualified, 1);
  add(scores.routes, 1);
  add(scores.grades, scores.grade_count);
  add(scores.stages_met, scores.stage_count);
  add(scores.alerts, scores.alert_count);
  add(scores.nevers, scores.never_count);
  add(lead.earlier != nullptr ? lead.earlier->alerts : scores.alerts, scores.alert_count);
}

}  // namespace leadscore::runtime
