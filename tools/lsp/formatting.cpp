// The whole document in the one style of `leadscore fmt`, as edits of the lines that change.
#include "compiler/format/format.hpp"
#include "tools/lsp/features.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace leadscore::lsp {
namespace {

/// The lines of a text with their line ends.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// Some lines of the text before, and those that come in their place.
struct Change {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t new_begin = 0;
  std::size_t new_end = 0;
};

/// Where the texts differ. Where formatting keeps the number of lines, as it nearly always does,
/// each run of lines that differ is a change; else all between the first and the last of them.
std::vector<Change> changes_between(const std::vector<std::string_view>& before,
                                    const std::vector<std::string_view>& after) {
  const std::size_t most = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < most && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < most - head && before.rbegin()[static_cast<std::ptrdiff_t>(tail)] ==
                                   after.rbegin()[static_cast<std::ptrdiff_t>(tail)]) {
    ++tail;
  }
  const Change whole{head, before.size() - tail, head, after.size() - tail};
  if (whole.begin == whole.end && whole.new_begin == whole.new_end) return {};
  if (before.size() != after.size()) return {whole};
  std::vector<Change> changes;
  for (std::size_t i = head; i < whole.end; ++i) {
    if (before[i] == after[i]) continue;
    if (changes.empty() || changes.back().end != i) changes.push_back({i, i, i, i});
    changes.back().end = changes.back().new_end = i + 1;
  }
  return changes;
}

}  // namespace

Json formatting(const Request& request) {
  const std::string_view text = request.document.text;
  const Result<std::string> formatted = format::format(text);
  if (!formatted) return nullptr;
  const std::vector<std::string_view> before = lines_of(text);
  const std::vector<std::string_view> after = lines_of(*formatted);
  const auto offset = [](std::string_view whole, const std::vector<std::string_view>& lines,
                         std::size_t line) {
    const char* const at = line < lines.size() ? lines[line].data() : whole.data() + whole.size();
    return static_cast<std::uint32_t>(at - whole.data());
  };
  Json edits = Json::array();
  for (const Change& change : changes_between(before, after)) {
    const Span span{.file = request.document.compiled->file,
                    .begin = offset(text, before, change.begin),
                    .end = offset(text, before, change.end)};
    const std::uint32_t begin = offset(*formatted, after, change.new_begin);
    const std::uint32_t end = offset(*formatted, after, change.new_end);
    edits.push_back(
        {{"range", request.range(span)}, {"newText", formatted->substr(begin, end - begin)}});
  }
  return edits;
}

}  // namespace leadscore::lsp
