#include "tools/draft/draft.hpp"

#include "tools/draft/fields.hpp"
#include "tools/draft/kinds.hpp"

namespace leadscore::draft {

Draft make_draft(const runtime::Survey& survey, const DraftOptions& options) {
  Draft draft{.name = options.name, .survey = &survey};
  draft.fields = make_fields(survey.fields, draft.left_out);
  draft.kinds = make_kinds(survey.kinds, options.event_subject, draft.left_out);
  return draft;
}

}  // namespace leadscore::draft
