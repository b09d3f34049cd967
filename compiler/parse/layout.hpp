// Where statements begin and end (language.md §3, "Lines"): lines, `;`, brackets and blocks, before
// anything is known of what a statement says.
#pragma once

#include "base/source.hpp"
#include "compiler/diagnostics/diagnostic.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace leadscore::syntax {

/// What a block's statements are.
enum class BlockKind : std::uint8_t {
  kNone,
  kPart,      // score NAME { }
  kLead,      // lead { }
  kTest,      // test "..." { }
  kTestLead,  // the lead { } of a test, where a comma ends an entry as well
  kPoints,    // points by ... { }
  kBestOf,    // best of { }
  kOther,     // a block that no statement has, or one of a later version
};

/// A statement as it lies in the file.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;        // of its words, and of the `{` of its block if it has one
  std::uint32_t whole_end = 0;  // of its block, too
  BlockKind block = BlockKind::kNone;
  bool is_reported = false;  // something was said about it: nothing more may be
  bool is_broken = false;    // it cannot be read
  std::vector<Piece> children;
};

/// What ends an entry of a block that stands inside a statement, besides `;`.
enum class EndOfEntry : std::uint8_t { kLine, kLineOrComma };

/// The entries between `begin` and `end`, which are inside the `{ }` of a statement. Brackets and
/// comments in them were looked at with the statement.
[[nodiscard]] std::vector<Piece> lines_of_block(std::string_view text, std::uint32_t begin,
                                                std::uint32_t end, EndOfEntry end_of_entry);

/// Splits a file into statements, one at a time. Reports what is wrong with brackets, blocks and
/// comments, and goes on behind it. Time is linear in the size of the text.
class Layout {
 public:
  /// `text` must be valid UTF-8. `comments` receives the comments, in order.
  Layout(std::string_view text, FileId file, Diagnostics& diagnostics, std::vector<Span>& comments);
  ~Layout();
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;

  /// The next statement of the file itself, with all that its block holds; nothing at the end.
  [[nodiscard]] std::optional<Piece> next();

 private:
  class Splitter;
  std::unique_ptr<Splitter> splitter_;
};

}  // namespace leadscore::syntax
