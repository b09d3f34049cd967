// Work that other threads do meanwhile.
#pragma once

#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace leadscore::runtime {

/// Any thread may begin(); one ends it. What is begun is waited for.
class Meanwhile {
 public:
  Meanwhile() = default;
  Meanwhile(const Meanwhile&) = delete;
  Meanwhile& operator=(const Meanwhile&) = delete;

  /// Lets another thread do `work`. Where none is to be had, nothing is done.
  template <class Work>
  void begin(Work work) {
    const std::lock_guard lock(mutex_);
    try {
      threads_.emplace_back([this, work = std::move(work)]() mutable { run(work); });
    } catch (const std::system_error&) {
      // There are too many threads already.
    }
  }

  /// Waits until all is done, and throws what was thrown. Nothing is begun any longer.
  void finish() {
    for (std::jthread& thread : threads_) thread.join();
    threads_.clear();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  template <class Work>
  void run(Work& work) {
    try {
      work();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
    }
  }

  std::mutex mutex_;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;  // last, so that they end first
};

}  // namespace leadscore::runtime
