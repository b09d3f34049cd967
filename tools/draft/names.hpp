// Names of the language for keys of records: `Job Title` becomes `job_title`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace leadscore::draft {

/// Whether a point leads into an object (`company.city`), or is a sign like others (`Dr. Name`).
enum class Points { kKept, kSigns };

/// What a key becomes if nothing stands against it: lower case, with `_` between its words; with
/// points that are kept, part by part. Empty where the key has no letter and no digit.
[[nodiscard]] std::string plain_name(std::string_view key, Points points);

/// Whether a lenient reader finds the key by the name alone; with points that are kept, part by
/// part.
[[nodiscard]] bool is_read_by(std::string_view key, std::string_view name, Points points);

/// Those of `names`, all different, that the compiler takes as names of fields: it knows which
/// words are the language's own.
[[nodiscard]] std::unordered_set<std::string> usable_names(const std::vector<std::string>& names);

/// The names of one model: fields, parts and stages share them.
class UsedNames {
 public:
  /// `wanted`, or `wanted_2`, `wanted_3` and so on: the first that is not taken, which is then.
  [[nodiscard]] std::string take(std::string_view wanted);

 private:
  std::unordered_set<std::string> folded_;
};

}  // namespace leadscore::draft
