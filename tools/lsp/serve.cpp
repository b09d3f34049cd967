#include "tools/lsp/document.hpp"
#include "tools/lsp/server.hpp"

#include <charconv>
#include <condition_variable>
#include <exception>
#include <istream>
#include <mutex>
#include <ostream>
#include <thread>

namespace leadscore::lsp {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{256} << 20U;
constexpr std::string_view kLength = "Content-Length:";

/// The size that the lines before a message say; 0 if they say none that can be.
std::size_t read_size(std::istream& in) {
  std::size_t size = 0;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) break;
    if (!line.starts_with(kLength)) continue;
    const std::size_t digits = line.find_first_of("0123456789");
    if (digits == std::string::npos) continue;
    std::from_chars(line.data() + digits, line.data() + line.size(), size);
  }
  return size;
}

/// A session between two threads: the one that reads messages, and the one that looks for advice
/// while nothing else is to be done. The mutex guards the server and the output.
class Session {
 public:
  Session(std::ostream& out, const Services& services)
      : out_(out), services_(services), server_(services) {}

  void handle(std::string_view body) {
    const std::lock_guard lock(mutex_);
    write(server_.handle(body));
    wake_.notify_one();
  }

  void give_advice(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
      if (Retired retired = server_.take_retired(); !retired.empty()) {
        lock.unlock();
        retired.clear();
        lock.lock();
        continue;  // a stop that was asked for meanwhile wakes nobody any more
      }
      const std::optional<AdviceJob> job = server_.take_advice_job();
      if (!job) {
        wake_.wait(lock);
        continue;
      }
      try {
        work_on(*job, lock);
      } catch (const std::exception&) {  // our bug: the author goes on without this advice
        if (!lock.owns_lock()) lock.lock();
      }
    }
  }

  void stop(std::jthread& thread) {
    thread.request_stop();
    const std::lock_guard lock(mutex_);
    wake_.notify_one();
  }

  [[nodiscard]] const Server& server() const { return server_; }

 private:
  /// Advice first, and what takes longer only if nothing was typed meanwhile.
  void work_on(const AdviceJob& job, std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    std::vector<Diagnostic> found = services_.find_all(*job.compiled, path_of(job.uri));
    lock.lock();
    write(server_.finish(job, std::move(found)));
    if (!server_.is_current(job)) return;
    lock.unlock();
    std::shared_ptr<const Study> made = study(job.compiled, path_of(job.uri), services_);
    lock.lock();
    write(server_.finish(job, std::move(made)));
  }

  void write(const std::vector<std::string>& bodies) {
    for (const std::string& body : bodies) {
      out_ << kLength << ' ' << body.size() << "\r\n\r\n" << body;
    }
    out_.flush();
  }

  std::ostream& out_;
  const Services& services_;
  Server server_;
  std::mutex mutex_;
  std::condition_variable wake_;
};

}  // namespace

bool serve(std::istream& in, std::ostream& out, const Services& services) {
  Session session(out, services);
  std::jthread adviser([&](const std::stop_token& stop) { session.give_advice(stop); });
  std::string body;
  while (in && !session.server().has_ended()) {
    const std::size_t size = read_size(in);
    if (size == 0) continue;
    if (size > kMaxBytes) break;
    body.resize(size);
    if (!in.read(body.data(), static_cast<std::streamsize>(size))) break;
    session.handle(body);
  }
  session.stop(adviser);
  return session.server().has_ended() && session.server().was_asked_to_stop();
}

}  // namespace leadscore::lsp
