#include "runtime/survey/key_surveys.hpp"

#include "base/text/lenient.hpp"
#include "base/text/shown.hpp"

namespace leadscore::runtime {
namespace {

/// A longer key is no name but data.
constexpr std::size_t kMostKeyBytes = 200;
/// Spellings that are remembered; more distinct ones are data, too.
constexpr std::size_t kMostSeenKeys = 20'000;
constexpr std::size_t kMostOtherKeys = 3;
constexpr std::size_t kMostShownCharacters = 40;

}  // namespace

KeySurveys::KeySurveys(std::size_t most_keys, SurveyMemory& memory)
    : most_keys_(most_keys), memory_(&memory) {}

ValueSurvey* KeySurveys::find(std::string_view key, Place place) {
  SurveyedKey* survey = nullptr;
  if (const auto seen = seen_.find(key); seen != seen_.end()) {
    survey = seen->second;
  } else {
    if (seen_.size() >= kMostSeenKeys) return nullptr;
    survey = survey_of(key);
    if (key.size() <= kMostKeyBytes) seen_.emplace(key, survey);
    if (survey == nullptr) leave_out(key);
  }
  if (survey == nullptr) return nullptr;
  if (place == Place::kNested) survey->is_nested = true;
  return &survey->values;
}

/// Of a key that is seen for the first time.
SurveyedKey* KeySurveys::survey_of(std::string_view key) {
  if (key.empty() || key.size() > kMostKeyBytes) return nullptr;
  std::string lenient = text::lenient_key(key);
  if (lenient.empty()) lenient = key;  // `%` is read by its very key only
  if (const auto known = by_lenient_.find(lenient); known != by_lenient_.end()) {
    if (known->second->other_keys.size() < kMostOtherKeys) {
      known->second->other_keys.emplace_back(key);
    }
    return known->second;
  }
  if (all_.size() >= most_keys_) return nullptr;
  all_.push_back(std::make_unique<SurveyedKey>(key, *memory_));
  by_lenient_.emplace(std::move(lenient), all_.back().get());
  return all_.back().get();
}

void KeySurveys::leave_out(std::string_view key) {
  if (left_out_++ == 0) first_left_out_ = text::shown(key, kMostShownCharacters);
}

}  // namespace leadscore::runtime
