#include "tools/cli/file_watch.hpp"

#include <poll.h>
#include <system_error>
#include <utility>

namespace leadscore::cli {
namespace {

constexpr int kLookEveryMs = 200;

/// Pauses; whether the reader of a pipe has gone meanwhile.
bool pause_until_reader_goes(std::FILE* out) {
  pollfd stream{.fd = fileno(out), .events = 0, .revents = 0};
  return ::poll(&stream, 1, kLookEveryMs) > 0 && (stream.revents & (POLLERR | POLLHUP)) != 0;
}

}  // namespace

FileWatch::FileWatch(const std::vector<std::string>& paths)
    : paths_(paths), times_(times_of(paths)) {}

void FileWatch::watch(const std::vector<std::string>& paths) {
  Times times = times_of(paths);
  for (auto& [path, time] : times) {
    const auto known = times_.find(path);
    if (known != times_.end()) time = known->second;
  }
  paths_ = paths;
  times_ = std::move(times);
}

FileWatch::Times FileWatch::times_of(const std::vector<std::string>& paths) {
  Times times;
  for (const std::string& path : paths) {
    std::error_code failure;
    const auto time = std::filesystem::last_write_time(path, failure);
    times[path] = failure ? std::filesystem::file_time_type::min() : time;
  }
  return times;
}

bool FileWatch::wait(std::FILE* out) const {
  while (times_of(paths_) == times_) {
    if (pause_until_reader_goes(out)) return false;
  }
  return true;
}

}  // namespace leadscore::cli
