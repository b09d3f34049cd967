// One style for `.score` files. Meaning is never touched: comments, words and their order stay;
// line ends, blanks, columns and `;` are set.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace leadscore::format {

/// The widest line that formatting makes.
inline constexpr std::size_t kMaxColumns = 100;

/// `text`, a whole file, in the one style. Statements that cannot be read stay as they are written.
/// An error with the first place where brackets, blocks or texts are not closed: then nobody can
/// say where statements end. Formatting the result changes nothing. Time is linear in the text.
[[nodiscard]] Result<std::string> format(std::string_view text);

/// Whether both files have the same words, texts, numbers and signs in the same statements and
/// blocks, and the same comments: the proof that `format` changed nothing but the layout.
[[nodiscard]] bool has_same_words(std::string_view left, std::string_view right);

}  // namespace leadscore::format
