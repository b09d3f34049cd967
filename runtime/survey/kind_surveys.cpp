#include "runtime/survey/kind_surveys.hpp"

#include "base/text/lenient.hpp"

namespace leadscore::runtime {
namespace {

/// More kinds, or attributes of one, are no names but data.
constexpr std::size_t kMostKinds = 200;
constexpr std::size_t kMostKeys = 50;
constexpr std::size_t kMostTypeBytes = 200;

}  // namespace

SurveyedKind::SurveyedKind(std::string_view spelled, SurveyMemory& memory)
    : type(spelled), keys(kMostKeys, memory) {}

SurveyedKind* KindSurveys::find(std::string_view type) {
  SurveyedKind* kind = nullptr;
  if (type.size() <= kMostTypeBytes) {
    std::string lenient = text::lenient_key(type);
    if (lenient.empty()) lenient = type;
    if (const auto known = by_lenient_.find(lenient); known != by_lenient_.end()) {
      kind = known->second;
    } else if (all_.size() < kMostKinds) {
      all_.push_back(std::make_unique<SurveyedKind>(type, *memory_));
      kind = all_.back().get();
      by_lenient_.emplace(std::move(lenient), kind);
    }
  }
  if (kind == nullptr) ++left_out_;
  return kind;
}

}  // namespace leadscore::runtime
