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
  std::map<std::tuple<std::string, std::string, Test::Subject, std::int64_t>, std::size_t> counters;
  std::set<std::int64_t> days;
  for (const Test& test : rules.tests) {
    if (test.kind != Test::Kind::kEvents) continue;
    const auto [found, is_new] = counters.try_emplace(
        {test.event, test.subject, test.subject_kind, test.days}, counters.size());
    if (is_new) {
      steps_.emplace_back();
      points_.resize(points_.size() + kMostTimes, 0);
    }
    add_step(test, found->second);
    tests_.push_back(&test);
    counter_of_.push_back(found->second);
    if (test.days > 0) days.insert(test.days);
  }
  if (days.size() > windows_.size() || steps_.size() > UINT16_MAX) {
    throw std::runtime_error("more windows or tests of events than the tables have room for");
  }
  windows_.fill(INT32_MAX);
  std::ranges::transform(days, windows_.begin(), [](std::int64_t count) {
    return static_cast<std::int32_t>(count * kDaySeconds);
  });
  row_bytes_ = (tests_.size() + kLane - 1) / kLane * kLane;
  least_.assign(row_bytes_, UINT8_MAX);
  std::ranges::transform(tests_, least_.begin(),
                         [](const Test* test) { return static_cast<std::uint8_t>(test->times); });
}

void EventTables::add_step(const Test& test, std::size_t counter) {
  const auto times = static_cast<std::size_t>(test.times);
  if (times >= kMostTimes) throw std::runtime_error("a test that asks for too many events");
  for (std::size_t count = times; count < kMostTimes; ++count) {
    points_[counter * kMostTimes + count] += test.points;
  }
  if (test.bit != kNowhere) {
    steps_[counter].push_back({static_cast<std::uint8_t>(times), test.bit});
  }
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

bool EventTables::is_in_window(const Test& test, std::size_t bucket) const {
  if (test.days == 0) return true;
  return bucket < windows_.size() && windows_[bucket] <= test.days * kDaySeconds;
}

void EventTables::make_rows(const std::vector<std::size_t>& met) {
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    const std::size_t begin = rows_.size();
    if (is_dense()) rows_.resize(begin + row_bytes_, 0);
    std::set<std::uint16_t> counters;
    for (const std::size_t test : met) {
      if (!is_in_window(*tests_[test], bucket)) continue;
      if (is_dense()) rows_[begin + test] = 1;
      counters.insert(static_cast<std::uint16_t>(counter_of_[test]));
    }
    lists_.insert(lists_.end(), counters.begin(), counters.end());
    list_begins_.push_back(lists_.size());
  }
}

}  // namespace leadscore::benchmarks
