// Coverage as one page: each line of the sources with a mark, tests of conditions in colours.
#include "tools/cli/coverage.hpp"
#include "tools/cli/markup.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace leadscore::cli {
namespace {

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage of the model's tests</title>
<style>
:root { color-scheme: light dark; --page: #fff; --text: #1b1f24; --dim: #6a737d;
  --all: #d2f4d9; --some: #fdf0b8; --none: #ffd7d5; }
@media (prefers-color-scheme: dark) { :root { --page: #15191e; --text: #dde3ea; --dim: #8b949e;
  --all: #17432a; --some: #574a10; --none: #692325; } }
body { background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
  margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; font: 13px/1.6 ui-monospace, monospace; width: 100%; }
td { padding: 0 .6rem; vertical-align: top; }
td.line, td.count { color: var(--dim); text-align: right; user-select: none; width: 1%; }
td.code { white-space: pre-wrap; }
.all { background: var(--all); } .some { background: var(--some); }
.none { background: var(--none); }
span.all, span.some, span.none { border-radius: .2rem; }
</style>
</head>
<body>
<h1>Coverage of the model's tests</h1>
)";

std::string_view class_of(std::size_t seen, std::size_t all) {
  if (seen == all) return "all";
  return seen == 0 ? "none" : "some";
}

std::string hover_text(const CoveredItem& item) {
  std::string text;
  for (const Outcome& outcome : item.outcomes) {
    text += fmt::format("{}{} in {}", text.empty() ? "" : ", ", outcome.name, outcome.count);
  }
  return text + " of the tests";
}

/// The rows of one file. Tests of conditions are in the order of the file and do not overlap; one
/// that goes over several lines is coloured on each.
class Listing {
 public:
  explicit Listing(const CoveredFile& file) : file_(file) {}

  std::string rows() {
    std::string rows;
    const std::string_view text = file_.text;
    std::uint32_t number = 1;
    for (std::size_t begin = 0; begin <= text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const bool is_last_and_empty = begin == text.size() && begin > 0;
      if (!is_last_and_empty) rows += row(number, begin, end);
      begin = end + 1;
    }
    return rows;
  }

 private:
  std::string row(std::uint32_t number, std::size_t begin, std::size_t end) {
    return fmt::format("<tr><td class=\"line\">{}</td>{}<td class=\"code\">{}</td></tr>\n", number,
                       mark(number), code(begin, end));
  }

  /// What the rules, rows and outcomes that begin on the line came to.
  std::string mark(std::uint32_t number) {
    std::size_t seen = 0;
    std::size_t all = 0;
    std::uint64_t least = 0;
    std::string hover;
    for (; next_ < file_.items.size() && file_.items[next_].line == number; ++next_) {
      const CoveredItem& item = file_.items[next_];
      if (item.kind == CoveredKind::kCondition) continue;
      least = all == 0 ? item.outcomes[0].count : std::min(least, item.outcomes[0].count);
      hover += fmt::format("{}{}", hover.empty() ? "" : "; ", hover_text(item));
      seen += item.seen();
      all += item.outcomes.size();
    }
    if (all == 0) return "<td class=\"count\"></td>";
    return fmt::format("<td class=\"count {}\" title=\"{}\">{}</td>", class_of(seen, all),
                       markup_text(hover), least);
  }

  std::string code(std::size_t begin, std::size_t end) {
    std::string shown;
    while (begin < end) {
      const CoveredItem* const item = condition_at(begin);
      if (item == nullptr || item->begin >= end) break;
      const std::size_t from = std::max<std::size_t>(item->begin, begin);
      const std::size_t to = std::min<std::size_t>(item->end, end);
      shown += markup_text(std::string_view(file_.text).substr(begin, from - begin));
      shown += fmt::format("<span class=\"{}\" title=\"{}\">{}</span>",
                           class_of(item->seen(), item->outcomes.size()), hover_text(*item),
                           markup_text(std::string_view(file_.text).substr(from, to - from)));
      begin = to;
    }
    if (begin >= end) return shown;
    return shown + markup_text(std::string_view(file_.text).substr(begin, end - begin));
  }

  /// The first test of a condition that ends behind that byte.
  const CoveredItem* condition_at(std::size_t byte) {
    for (; next_condition_ < file_.items.size(); ++next_condition_) {
      const CoveredItem& item = file_.items[next_condition_];
      if (item.kind == CoveredKind::kCondition && item.end > byte) return &item;
    }
    return nullptr;
  }

  const CoveredFile& file_;
  std::size_t next_ = 0;
  std::size_t next_condition_ = 0;
};

}  // namespace

std::string coverage_html(std::span<const CoveredFile> files) {
  std::string page(kHead);
  const CoverageCount all = count_coverage(files);
  page += fmt::format(
      "<p>{} of {} ways to come out were seen in some test: {:.1f}%. Green: all of them; yellow: "
      "some; red: none. The count is how many tests made the rule fire, took the row or met the "
      "outcome.</p>\n",
      all.seen, all.all, all.percent());
  for (const CoveredFile& file : files) {
    const CoverageCount count = count_coverage(std::span(&file, 1));
    page += fmt::format("<h2>{}: {:.1f}%</h2>\n<table>\n{}</table>\n", markup_text(file.path),
                        count.percent(), Listing(file).rows());
  }
  return page + "</body>\n</html>\n";
}

}  // namespace leadscore::cli
