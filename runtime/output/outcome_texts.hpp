// What is written of a lead behind its points, remembered: most leads end like one before.
#pragma once

#include "runtime/output/scored_lead.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leadscore::runtime {

/// Texts by outcome: all that a model says of a lead but its score and its parts. Of one program,
/// one form of output, and leads that all have scores of the last run or all have none. One thread
/// at a time.
class OutcomeTexts {
 public:
  /// The text that `write(text)` appends for the lead, or did for one with the same outcome. Lasts
  /// until the next call.
  template <class Write>
  [[nodiscard]] std::string_view text_of(const ScoredLead& lead, Write write) {
    make_key(lead);
    const auto known = texts_.find(key_);
    if (known != texts_.end()) return known->second;
    text_.clear();
    write(text_);
    // Those met first are the frequent ones.
    if (texts_.size() < kMostOutcomes) texts_.emplace(key_, text_);
    return text_;
  }

 private:
  static constexpr std::size_t kMostOutcomes = 256;

  void make_key(const ScoredLead& lead);

  std::unordered_map<std::string, std::string> texts_;
  std::string key_;   // of the lead at hand
  std::string text_;  // the one written last
};

}  // namespace leadscore::runtime
