// Scores one lead with a plan: what was looked up goes in, and the code that is left (lead_code)
// makes answers of it.
#pragma once

#include "base/time.hpp"
#include "runtime/batch/lead_code.hpp"
#include "runtime/batch/rows.hpp"
#include "runtime/batch/steps.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/truth.hpp"
#include "runtime/vm/run.hpp"
#include "runtime/workspace.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leadscore::runtime::batch {

/// Has the scratch memory for that: one thread at a time.
class LeadMachine {
 public:
  /// `planes`, by word: those that are true if nothing is put in; `sums`: what every lead gets.
  LeadMachine(const Steps& steps, const LeadCode& code, std::vector<Word> planes,
              std::vector<std::int64_t> sums);

  /// Forgets what was put in.
  void begin();
  /// Puts in planes that are true. By words, as which they are nobody can foretell.
  void set(std::span<const WordBits> planes) {
    for (const WordBits& one : planes) words_[one.word] |= one.bits;
  }
  /// Makes planes the opposite of what they are.
  void flip(std::span<const WordBits> planes) {
    for (const WordBits& one : planes) words_[one.word] ^= one.bits;
  }
  /// Once all that is set and flipped is put in: planes have truths from here on.
  void spread_words();
  /// The truth of one plane; after spread_words(), which would overwrite it.
  void put(std::uint32_t plane, Truth truth) { truths_[plane] = truth; }
  void add(const std::int64_t* points) {
    for (std::size_t sum = 0; sum < sums_.size(); ++sum) sums_[sum] += points[sum];
  }

  /// What a lead is and as of when.
  struct Input {
    const LeadBatch& batch;
    std::size_t lead = 0;
    TimeMs as_of = 0;
  };
  /// Of the lead whose values were put in, `workspace` with its Workspace::earlier_scores: points
  /// alone, and all.
  void run_points(const Input& input, Workspace& workspace, EarlierScore& answer);
  void run(const Input& input, Workspace& workspace, Answers answers);

 private:
  void work_out_conditions();
  void give_plain_rules();
  WorkedOut prepare_rest(const Input& input, Workspace& workspace);

  const Steps& steps_;
  const bytecode::Program& program_;
  const LeadCode& code_;
  std::vector<Word> first_words_;
  std::vector<std::int64_t> first_sums_;
  std::vector<Word> words_;    // of planes
  std::vector<Truth> truths_;  // by place
  std::vector<std::int64_t> sums_;
};

}  // namespace leadscore::runtime::batch
