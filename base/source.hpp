// The `.score` files of a compilation and places in them: spans are byte offsets everywhere; lines
// and columns are made here, where a person or an editor asks for them.
#pragma once

#include "base/ids.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore {

using FileId = Id<struct FileIdTag>;

/// The bytes from `begin` up to, not including, `end` of a file.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] friend constexpr bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that covers both; they must be of one file.
[[nodiscard]] Span join(Span first, Span second);

/// A place as people say it: both count from 1, the column in code points.
struct Location {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  [[nodiscard]] friend constexpr bool operator==(const Location&, const Location&) = default;
};

/// All files of a compilation. Their texts never change, and views of them last as long as the map
/// (or the one that it is moved into). Lines end in LF or CRLF. Ids and lines that do not exist,
/// and spans beyond a text, are our bug (InternalError).
class SourceMap {
 public:
  SourceMap() = default;
  SourceMap(SourceMap&&) = default;
  SourceMap& operator=(SourceMap&&) = default;

  /// Adds a file. `text` must be smaller than 4 GiB.
  FileId add(std::string name, std::string text);

  /// The name under which the file was added.
  [[nodiscard]] std::string_view name(FileId file) const;

  /// The whole text of a file.
  [[nodiscard]] std::string_view text(FileId file) const;

  /// The text of a span.
  [[nodiscard]] std::string_view text(Span span) const;

  /// The line and column of a byte. An offset beyond the text is taken as its end; one inside a
  /// code point gives the column after it.
  [[nodiscard]] Location locate(FileId file, std::uint32_t offset) const;

  /// The line (from 1) of a byte alone: unlike locate() it does not look for the column, whose cost
  /// is the length of the line. An offset beyond the text is taken as its end.
  [[nodiscard]] std::uint32_t line_of(FileId file, std::uint32_t offset) const;

  /// A line (from 1) without its line end.
  [[nodiscard]] std::string_view line_text(FileId file, std::uint32_t line) const;

  /// The number of lines: one more than there are line ends, so never 0.
  [[nodiscard]] std::uint32_t line_count(FileId file) const;

  /// The number of files; their ids are 0 and up.
  [[nodiscard]] std::size_t file_count() const { return files_.size(); }

 private:
  struct File {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_begins;
  };

  [[nodiscard]] const File& file_of(FileId file) const;

  std::deque<File> files_;  // a deque never moves its elements, so views of them last
};

}  // namespace leadscore
