// The lenient reading of a record's keys (language.md §9): `Job Title`, `jobTitle` and `job-title`
// all fill `job_title`.
#pragma once

#include <string>
#include <string_view>

namespace leadscore::text {

/// What is left of a key when everything but letters and digits is removed and case folded. Letters
/// and digits are those of words (§5): L, with its marks M, and Nd. May be empty (`%`); an empty
/// one equals nothing, which is for the caller to see to. Takes any bytes.
[[nodiscard]] std::string lenient_key(std::string_view key);

}  // namespace leadscore::text
