// The kinds of events that records tell of, and what each says of its events.
#pragma once

#include "base/time.hpp"
#include "runtime/survey/key_surveys.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leadscore::runtime {

struct SurveyedKind {
  SurveyedKind(std::string_view spelled, SurveyMemory& memory);

  std::string type;             // as it came first
  std::uint64_t count = 0;      // of events
  std::uint64_t with_time = 0;  // of these
  KeySurveys keys;              // the subject among them; not the type, the time and ids
};

/// One thread at a time.
class KindSurveys {
 public:
  explicit KindSurveys(SurveyMemory& memory) : memory_(&memory) {}

  /// The kind that a lenient reader finds by that type; null if there are too many.
  [[nodiscard]] SurveyedKind* find(std::string_view type);

  /// In the order in which they came.
  [[nodiscard]] const std::vector<std::unique_ptr<SurveyedKind>>& all() const { return all_; }
  /// Events of kinds that were left out.
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  SurveyMemory* memory_;
  std::vector<std::unique_ptr<SurveyedKind>> all_;
  std::unordered_map<std::string, SurveyedKind*> by_lenient_;
  std::uint64_t left_out_ = 0;
};

}  // namespace leadscore::runtime
