// A first model for a file of leads: what it declares and which rules it has, before it is text.
#pragma once

#include "runtime/survey/survey.hpp"
#include "tools/draft/field_type.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadscore::draft {

/// A field of the lead, or an attribute of an event.
struct Field {
  std::string name = {};
  std::optional<std::string> from = {};  // the key, where the name does not say it
  FieldType type = {};
  const runtime::SurveyedKey* survey = nullptr;
};

/// A kind of event.
struct Kind {
  std::string name = {};
  std::string subject = {};  // what its subject is called
  bool is_path = false;      // the subject is a page
  bool is_declared = false;  // else the language knows it already, with all its attributes
  std::optional<std::string> from = {};  // the type of records, where the name does not say it
  std::vector<Field> attributes = {};    // without the subject
  const runtime::SurveyedKey* subjects = nullptr;  // none: its events have no subject
  const runtime::SurveyedKind* survey = nullptr;
};

/// Views the survey that it was made of.
struct Draft {
  std::string name = {};  // of the model
  std::vector<Field> fields = {};
  std::vector<Kind> kinds = {};
  std::vector<std::string> left_out = {};  // keys with why, for people
  const runtime::Survey* survey = nullptr;
};

struct DraftOptions {
  std::string name = {};
  std::optional<std::string> event_subject = {};  // the key of every event's subject
};

/// The survey outlives the draft.
[[nodiscard]] Draft make_draft(const runtime::Survey& survey, const DraftOptions& options);

}  // namespace leadscore::draft
