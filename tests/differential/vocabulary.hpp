// What random models and their leads have in common: the fields and kinds of one model, and the
// constants that it mentions, so that leads can come close to them.
#pragma once

#include "base/time.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::differential {

enum class FieldType { kText, kNumber, kYesNo, kTime, kList, kOneOf };

struct GeneratedField {
  std::string name;
  std::string key;  // in records
  FieldType type = FieldType::kText;
  std::vector<std::string> texts;  // that the model compares it with, as a record would have them
  std::vector<double> numbers;
  std::set<std::string> constructs;  // of its declaration
  bool is_declared = false;          // else its type is inferred from use
};

struct GeneratedKind {
  std::string name;
  std::string subject_name;
  bool is_path = false;
  std::vector<std::string> names_in_records = {};
  std::vector<std::string> subjects = {};  // that fit the model's patterns, or nearly do
  std::set<std::string> constructs = {};   // of its declaration
  std::vector<GeneratedField> attributes = {};
  std::size_t mentions = 0;  // in the model, so that leads have events of it
};

/// A text or number as a model writes it, and what it is.
struct SpelledNumber {
  std::string_view spelling;
  double value;
};
struct SpelledDuration {
  std::string_view spelling;
  DurationMs value;
};
/// A regular expression as a model writes it, and a text that it nearly fits.
struct SpelledRegex {
  std::string_view spelling;
  std::string_view example;
};
struct SpelledDate {
  std::string_view spelling;
  TimeMs value;
};

extern const std::vector<std::string> kTexts;
extern const std::vector<std::string> kPages;
extern const std::vector<std::string> kEmails;
extern const std::vector<std::string> kDomains;
extern const std::vector<std::string> kHosts;
extern const std::vector<SpelledNumber> kNumbers;
extern const std::vector<SpelledDuration> kDurations;
extern const std::vector<SpelledDate> kDates;  // sorted

extern const std::vector<SpelledRegex> kRegexes;

/// A list of the standard library, and some of its texts or what its patterns fit.
struct LibraryList {
  std::string_view module;
  std::string_view name;
  std::vector<std::string> examples;
  bool is_of_domains = false;
};
extern const std::vector<LibraryList> kLibraryLists;

/// Attributes that any kind may have; `one of` only where it is declared.
extern const std::vector<GeneratedField> kAttributes;
/// Those that the subject of a path kind gives (§5).
extern const std::vector<GeneratedField> kAddressAttributes;

/// The kinds of the prelude (§4).
extern const std::vector<GeneratedKind> kPreludeKinds;

/// The known values of every `one of` field.
extern const std::vector<std::string> kPlans;

}  // namespace leadscore::differential
