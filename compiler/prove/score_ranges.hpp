// The least and most points of every rule, table and part, and of the score.
#pragma once

#include "compiler/model/model.hpp"
#include "compiler/prove/case_truths.hpp"
#include "compiler/prove/points.hpp"

#include <vector>

namespace leadscore::prove {

/// By ids, and by the place in Model::contributions. Never narrower than the truth.
struct ScoreRanges {
  std::vector<Points> rules;
  std::vector<Points> tables;
  std::vector<Points> best_ofs;
  std::vector<Points> parts;
  std::vector<Points> contributions;
  Points score;
};

/// `truths` must have been found. Time: about linear in the model.
[[nodiscard]] ScoreRanges find_score_ranges(const model::Model& model,
                                            const ConditionTruths& truths);

/// What a test of scores, or of a grade, can be.
[[nodiscard]] Truths truths_of(const model::ScoreTest& test, const ScoreRanges& ranges);
[[nodiscard]] Truths truths_of(const model::Model& model, const model::GradeTest& test,
                               const ScoreRanges& ranges);

}  // namespace leadscore::prove
