// Does jobs on several threads whose results are wanted in order. Knows nothing of leads.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace leadscore::runtime {

/// A job is one of a number of places that are used again and again, each a number from 0 on.
struct OrderedSteps {
  /// What is to be done next goes into that job; false: there is nothing more. One thread at a
  /// time.
  std::function<bool(std::size_t job)> take;
  /// Does it, side by side with others. `thread` is a number from 0 on.
  std::function<void(std::size_t job, std::size_t thread)> work;
  /// Its result, in the order in which the jobs were taken; false: no more is wanted. One thread at
  /// a time.
  std::function<bool(std::size_t job)> put;
};

/// Uses up to `threads` threads, the calling one among them (1: it alone), and up to `jobs` jobs
/// at once; more than one thread wants more jobs than threads, so that nobody waits for the
/// slowest. Returns when nothing is left to do and all others have ended. What a step throws comes
/// out here: of jobs' after all that came before them was put.
///
/// Returns the jobs that were not put, in their order: none, or the one with which put() said no,
/// and those behind it, which are done.
[[nodiscard]] std::vector<std::size_t> work_in_order(const OrderedSteps& steps, std::size_t threads,
                                                     std::size_t jobs);

}  // namespace leadscore::runtime
