#include "runtime/pipeline/in_order.hpp"

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace leadscore::runtime {

namespace {

class Work {
 public:
  Work(const OrderedSteps& steps, std::size_t threads, std::size_t jobs)
      : steps_(steps), most_threads_(threads), jobs_(jobs) {}

  std::vector<std::size_t> run() {
    run_thread(0);
    // No thread starts another once one has seen that all is over.
    for (std::jthread& thread : threads_) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    std::vector<std::size_t> left;
    for (std::uint64_t number = first_; number < next_; ++number) left.push_back(job_of(number));
    return left;
  }

 private:
  struct Job {
    bool is_done = false;
    std::exception_ptr failure;  // of its work
  };
  using Lock = std::unique_lock<std::mutex>;

  [[nodiscard]] std::size_t job_of(std::uint64_t number) const { return number % jobs_.size(); }
  [[nodiscard]] bool may_put() const {
    return !is_stopped_ && !is_putting_ && first_ < next_ && jobs_[job_of(first_)].is_done;
  }
  [[nodiscard]] bool may_take() const {
    return !is_stopped_ && !is_taking_ && !is_taken_all_ && next_ - first_ < jobs_.size();
  }
  [[nodiscard]] bool is_over() const {
    return is_stopped_ || (is_taken_all_ && !is_taking_ && first_ == next_);
  }

  /// What every thread does. Results first: they free jobs.
  void run_thread(std::size_t thread) {
    Lock lock(mutex_);
    while (!is_over()) {
      if (may_put()) {
        put(lock);
      } else if (may_take()) {
        take_and_work(lock, thread);
      } else {
        changed_.wait(lock);
      }
    }
  }

  void put(Lock& lock) {
    const std::size_t job = job_of(first_);
    is_putting_ = true;
    bool wants_more = false;
    std::exception_ptr failure = jobs_[job].failure;
    lock.unlock();
    if (!failure) failure = caught([&] { wants_more = steps_.put(job); });
    lock.lock();
    is_putting_ = false;
    if (wants_more) {
      jobs_[job].is_done = false;
      ++first_;
    } else {
      stop(failure);
    }
    changed_.notify_all();
  }

  void take_and_work(Lock& lock, std::size_t thread) {
    const std::size_t job = job_of(next_);
    is_taking_ = true;
    bool has_more = false;
    lock.unlock();
    std::exception_ptr failure = caught([&] { has_more = steps_.take(job); });
    lock.lock();
    is_taking_ = false;
    is_taken_all_ = !has_more;
    if (has_more || failure) ++next_;
    if (has_more && !is_stopped_) start_another();
    changed_.notify_all();
    if (!failure && !has_more) return;
    lock.unlock();
    if (!failure) failure = caught([&] { steps_.work(job, thread); });
    lock.lock();
    jobs_[job].is_done = true;
    jobs_[job].failure = failure;
    changed_.notify_all();
  }

  /// Threads start as there is work, so that a small file starts few, and one job none. Where there
  /// can be no more of them, those that are there do all.
  void start_another() {
    const std::size_t thread = threads_.size() + 1;
    if (thread >= most_threads_ || next_ == 1) return;
    try {
      threads_.emplace_back([this, thread] { run_thread(thread); });
    } catch (const std::system_error&) {
      most_threads_ = thread;
    }
  }

  void stop(const std::exception_ptr& failure) {
    is_stopped_ = true;
    failure_ = failure;
  }

  template <class Step>
  static std::exception_ptr caught(const Step& step) {
    try {
      step();
    } catch (...) {
      return std::current_exception();
    }
    return nullptr;
  }

  const OrderedSteps& steps_;
  std::size_t most_threads_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::vector<Job> jobs_;
  std::uint64_t first_ = 0;  // the number, among all jobs, of the first that is not put
  std::uint64_t next_ = 0;   // and of the one that is taken next
  bool is_taking_ = false;
  bool is_putting_ = false;
  bool is_taken_all_ = false;
  bool is_stopped_ = false;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;  // but the calling one
};

}  // namespace

std::vector<std::size_t> work_in_order(const OrderedSteps& steps, std::size_t threads,
                                       std::size_t jobs) {
  return Work(steps, threads, jobs).run();
}

}  // namespace leadscore::runtime
