// Numbers of records: how their texts are read and how a JSON number is spelled as text
// (language.md §9). Independent of the locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadscore {

/// Reads a number of a record (§9), without regard to white space at either end: an optional sign
/// and an optional `$`, `€` or `£`, in either order (`-$5` and `$-5`, as spreadsheets show them);
/// digits, all of them or none grouped by commas in threes (`1,200`; not `12,00`), with an optional
/// point and digits after it (`.5`, `5.`); an optional exponent. Nothing else reads: no blank
/// inside, no accounting brackets, no per cent, no infinity. Nothing also where the number is too
/// large for a double; one too small is 0. Never -0.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

/// Reads plain digits, all of `text`: `12`, `12.5`, `.5`, `12.`, with an optional exponent
/// (`1.2e-7`); no sign. The double nearest to the exact decimal (0 if it is too small); nothing if
/// it is too large, or if `text` is anything else.
[[nodiscard]] std::optional<double> read_plain_number(std::string_view text);

/// Spells a finite JSON number as text (§9): without point or exponent if it is integral, with all
/// its digits; else in the shortest form that reads back (`0.1`, and below 10⁻⁴ `1e-05`). Never
/// `-0`.
[[nodiscard]] std::string format_number(double number);

}  // namespace leadscore
