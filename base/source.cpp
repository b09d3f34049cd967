#include "base/source.hpp"

#include "base/check.hpp"
#include "base/text/utf8.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace leadscore {

namespace {

std::vector<std::uint32_t> find_line_begins(std::string_view text) {
  std::vector<std::uint32_t> begins = {0};
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
    begins.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return begins;
}

std::string_view without_line_end(std::string_view line) {
  if (!line.ends_with('\n')) return line;
  line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

Span join(Span first, Span second) {
  LEADSCORE_CHECK(first.file == second.file, "spans of two files cannot be joined");
  return {.file = first.file,
          .begin = std::min(first.begin, second.begin),
          .end = std::max(first.end, second.end)};
}

FileId SourceMap::add(std::string name, std::string text) {
  LEADSCORE_CHECK(text.size() < std::numeric_limits<std::uint32_t>::max(), "a file is too large");
  LEADSCORE_CHECK(files_.size() < FileId::kNone, "too many files");
  const FileId id(static_cast<std::uint32_t>(files_.size()));
  std::vector<std::uint32_t> line_begins = find_line_begins(text);
  files_.push_back(
      {.name = std::move(name), .text = std::move(text), .line_begins = std::move(line_begins)});
  return id;
}

std::string_view SourceMap::name(FileId file) const { return file_of(file).name; }

std::string_view SourceMap::text(FileId file) const { return file_of(file).text; }

std::string_view SourceMap::text(Span span) const {
  const std::string_view whole = file_of(span.file).text;
  LEADSCORE_CHECK(span.begin <= span.end && span.end <= whole.size(), "a span beyond its text");
  return whole.substr(span.begin, span.end - span.begin);
}

Location SourceMap::locate(FileId file, std::uint32_t offset) const {
  const File& source = file_of(file);
  const std::size_t place = std::min<std::size_t>(offset, source.text.size());
  const auto next_line =
      std::upper_bound(source.line_begins.begin(), source.line_begins.end(), place);
  const std::uint32_t line_begin = *std::prev(next_line);
  const auto before = std::string_view(source.text).substr(line_begin, place - line_begin);
  return {.line = static_cast<std::uint32_t>(next_line - source.line_begins.begin()),
          .column = static_cast<std::uint32_t>(text::count_code_points(before) + 1)};
}

std::uint32_t SourceMap::line_of(FileId file, std::uint32_t offset) const {
  const std::vector<std::uint32_t>& begins = file_of(file).line_begins;
  const auto next_line = std::upper_bound(begins.begin(), begins.end(), offset);
  return static_cast<std::uint32_t>(next_line - begins.begin());
}

std::string_view SourceMap::line_text(FileId file, std::uint32_t line) const {
  const File& source = file_of(file);
  LEADSCORE_CHECK(line >= 1 && line <= source.line_begins.size(), "a line that does not exist");
  const std::size_t begin = source.line_begins[line - 1];
  const std::size_t end =
      line < source.line_begins.size() ? source.line_begins[line] : source.text.size();
  return without_line_end(std::string_view(source.text).substr(begin, end - begin));
}

std::uint32_t SourceMap::line_count(FileId file) const {
  return static_cast<std::uint32_t>(file_of(file).line_begins.size());
}

const SourceMap::File& SourceMap::file_of(FileId file) const {
  LEADSCORE_CHECK(file.value < files_.size(), "a file that is not of this source map");
  return files_[file.value];
}

}  // namespace leadscore
