// Words of job titles, trades and places that have shorter words inside them: where a rule looks
// for the shorter one with `contains`, it finds these too.
#pragma once

#include <string_view>
#include <vector>

namespace leadscore::lint {

/// Up to two common words that have `part` (folded) inside them by chance: `director` has `cto`. A
/// word that only begins with `part` is no such word (`marketing` for `market` is meant), unless
/// `part` is nearly always a word of its own (`it`, `app`, `intern`). Time: the size of the table.
[[nodiscard]] std::vector<std::string_view> words_hiding(std::string_view part);

}  // namespace leadscore::lint
