#include "runtime/pipeline/in_order.hpp"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace leadscore::runtime {
namespace {

constexpr std::size_t kJobs = 5;

/// Numbers from 0 on, each in a job; some take longer than others.
struct Numbers {
  explicit Numbers(std::size_t all) : count(all) {}

  OrderedSteps steps() {
    return {.take =
                [this](std::size_t job) {
                  if (next == count) return false;
                  jobs[job] = next++;
                  return true;
                },
            .work =
                [this](std::size_t job, std::size_t) {
                  if (jobs[job] % 7 == 0) {
                    std::this_thread::sleep_for(std::chrono::microseconds(300));
                  }
                  if (jobs[job] == bad) throw std::runtime_error("bad");
                  ++worked;
                },
            .put =
                [this](std::size_t job) {
                  if (jobs[job] == last) return false;
                  put.push_back(jobs[job]);
                  return true;
                }};
  }

  std::size_t count;
  std::size_t bad = static_cast<std::size_t>(-1);
  std::size_t last = static_cast<std::size_t>(-1);
  std::size_t next = 0;
  std::array<std::size_t, kJobs> jobs{};
  std::atomic<std::size_t> worked = 0;
  std::vector<std::size_t> put;
};

std::vector<std::size_t> numbers_up_to(std::size_t end) {
  std::vector<std::size_t> all;
  for (std::size_t number = 0; number < end; ++number) all.push_back(number);
  return all;
}

TEST_CASE("all jobs are put in the order in which they were taken") {
  for (const std::size_t threads : {1, 2, 3, 8}) {
    for (const std::size_t count : {0, 1, 2, 500}) {
      CAPTURE(threads);
      Numbers numbers(count);
      CHECK(work_in_order(numbers.steps(), threads, kJobs).empty());
      CHECK(numbers.put == numbers_up_to(count));
      CHECK(numbers.worked == count);
    }
  }
}

TEST_CASE("one job is enough, one job at a time") {
  Numbers numbers(20);
  CHECK(work_in_order(numbers.steps(), 3, 1).empty());
  CHECK(numbers.put == numbers_up_to(20));
}

TEST_CASE("what is not wanted any longer is given back, in order and done") {
  for (const std::size_t threads : {1, 2, 8}) {
    CAPTURE(threads);
    Numbers numbers(100);
    numbers.last = 50;
    const std::vector<std::size_t> left = work_in_order(numbers.steps(), threads, kJobs);
    CHECK(numbers.put == numbers_up_to(50));
    REQUIRE(!left.empty());
    for (std::size_t at = 0; at < left.size(); ++at) CHECK(numbers.jobs[left[at]] == 50 + at);
    CHECK(numbers.next == 50 + left.size());
    CHECK(numbers.worked == numbers.next);
  }
}

TEST_CASE("what a job throws comes out when all before it is put") {
  for (const std::size_t threads : {1, 2, 8}) {
    CAPTURE(threads);
    Numbers numbers(100);
    numbers.bad = 30;
    CHECK_THROWS_WITH(static_cast<void>(work_in_order(numbers.steps(), threads, kJobs)), "bad");
    CHECK(numbers.put == numbers_up_to(30));
  }
}

TEST_CASE("what taking and putting throw comes out") {
  for (const std::size_t threads : {1, 2, 8}) {
    CAPTURE(threads);
    Numbers numbers(100);
    OrderedSteps steps = numbers.steps();
    steps.put = [](std::size_t) -> bool { throw std::runtime_error("no room"); };
    CHECK_THROWS_WITH(static_cast<void>(work_in_order(steps, threads, kJobs)), "no room");
    Numbers others(10);
    steps = others.steps();
    steps.take = [take = steps.take](std::size_t job) {
      return take(job) ? true : throw std::runtime_error("gone");
    };
    CHECK_THROWS_WITH(static_cast<void>(work_in_order(steps, threads, kJobs)), "gone");
    CHECK(others.put == numbers_up_to(10));
  }
}

TEST_CASE("one job starts no other thread") {
  Numbers numbers(1);
  OrderedSteps steps = numbers.steps();
  std::set<std::thread::id> seen;
  // Another thread would ask for the next job while this one is at work.
  steps.take = [&, take = steps.take](std::size_t job) {
    seen.insert(std::this_thread::get_id());
    return take(job);
  };
  steps.work = [](std::size_t, std::size_t) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  };
  CHECK(work_in_order(steps, 8, kJobs).empty());
  CHECK(seen == std::set{std::this_thread::get_id()});
}

TEST_CASE("one thread starts no other") {
  std::set<std::thread::id> seen;
  Numbers numbers(20);
  OrderedSteps steps = numbers.steps();
  steps.work = [&](std::size_t, std::size_t thread) {
    CHECK(thread == 0);
    seen.insert(std::this_thread::get_id());
  };
  CHECK(work_in_order(steps, 1, kJobs).empty());
  CHECK(seen == std::set{std::this_thread::get_id()});
}

}  // namespace
}  // namespace leadscore::runtime
