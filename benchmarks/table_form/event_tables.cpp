#include "benchmarks/table_form/event_tables.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <tuple>

namespace leadscore::benchmarks {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

bool is_about(const Test& test, std::string_view kind, std::string_view subject) {
  if (test.event != kind) return false;
  switch (test.subject_kind) {
    case Test::Subject::kAny:
      return true;
    case Test::Subject::kExact:
      return subject == test.subject;
    case Test::Subject::kPrefix:
      return subject.starts_with(test.subject);
  }
  return false;
}

}  // namespace

EventTables::EventTables(const RuleSet& rules) {
  std::set<std::int64_t> days;
  for (const Test& test : rules.tests) {
    if (test.kind != Test::Kind::kEvents) continue;
    tests_.push_back(&test);
    if (test.days > 0) days.insert(test.days);
  }
  if (days.size() > windows_.size() || tests_.size() > UINT16_MAX) {
    throw std::runtime_error("more windows or tests of events than the tables have room for");
  }
  windows_.fill(INT32_MAX);
  std::ranges::transform(days, windows_.begin(), [](std::int64_t count) {
    return static_cast<std::int32_t>(count * kDaySeconds);
  });

  std::map<std::tuple<std::string, std::string, Test::Subject>, std::size_t> patterns;
  for (const Test* test : tests_) {
    const auto [found, is_new] =
        patterns.try_emplace({test->event, test->subject, test->subject_kind}, patterns.size());
    if (is_new) counters_.emplace_back();
    pattern_of_.push_back(found->second);
    add_to_counter(*test, found->second);
  }
  row_bytes_ = (tests_.size() + kLane - 1) / kLane * kLane;
  least_.assign(row_bytes_, UINT8_MAX);
  std::ranges::transform(tests_, least_.begin(),
                         [](const Test* test) { return static_cast<std::uint8_t>(test->times); });
}

/// The last bucket that is in the window.
std::size_t EventTables::window_of(const Test& test) const {
  if (test.days == 0) return kBuckets - 1;
  return static_cast<std::size_t>(std::ranges::find(windows_, test.days * kDaySeconds) -
                                  windows_.begin());
}

void EventTables::add_to_counter(const Test& test, std::size_t pattern) {
  const auto shift = static_cast<unsigned>(8 * window_of(test));
  std::vector<Counter>& counters = counters_[pattern];
  auto counter = std::ranges::find(counters, shift, &Counter::shift);
  if (counter == counters.end()) {
    counter = counters.insert(counter, Counter{.shift = shift});
  }
  const auto times = static_cast<std::size_t>(test.times);
  if (times >= counter->points.size()) {
    throw std::runtime_error("a test that asks for too many events");
  }
  for (std::size_t count = times; count < counter->points.size(); ++count) {
    counter->points[count] += test.points;
  }
  if (test.bit != kNowhere) counter->steps.push_back({static_cast<std::uint8_t>(times), test.bit});
}

std::uint32_t EventTables::find_class(std::string_view kind, std::string_view subject) {
  std::vector<std::size_t> met;
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    if (is_about(*tests_[i], kind, subject)) met.push_back(i);
  }
  const auto [found, is_new] =
      classes_.try_emplace(met, static_cast<std::uint32_t>(classes_.size()));
  if (is_new) make_rows(met);
  return found->second;
}

void EventTables::make_rows(const std::vector<std::size_t>& met) {
  std::set<std::uint16_t> patterns;
  for (const std::size_t test : met) {
    patterns.insert(static_cast<std::uint16_t>(pattern_of_[test]));
  }
  lists_.insert(lists_.end(), patterns.begin(), patterns.end());
  list_begins_.push_back(lists_.size());
  if (!is_dense()) return;
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    const std::size_t begin = rows_.size();
    rows_.resize(begin + row_bytes_, 0);
    for (const std::size_t test : met) {
      if (bucket <= window_of(*tests_[test])) rows_[begin + test] = 1;
    }
  }
}

}  // namespace leadscore::benchmarks
