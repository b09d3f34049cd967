#include "runtime/records/byte_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace leadscore::runtime {

namespace {

std::string system_message(int error_number) {
  return std::generic_category().message(error_number);
}

Error cannot_open(const std::string& path, int error_number) {
  const std::string name = display_path(path);
  switch (error_number) {
    case ENOENT:
      return {fmt::format("there is no file {}: check the path", name)};
    case EACCES:
      return {fmt::format("{} may not be read: ask for the permission to read it", name)};
    case ENOTDIR:
      return {fmt::format("there is no file {}: a part of its path is a file, not a folder", name)};
    default:
      return {fmt::format("{} cannot be opened: {}", name, system_message(error_number))};
  }
}

}  // namespace

std::string display_path(std::string_view path) {
  return path == "-" ? "standard input" : fmt::format("\"{}\"", path);
}

Result<std::unique_ptr<FileSource>> FileSource::open(const std::string& path,
                                                     std::size_t block_bytes) {
  const int descriptor =
      path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot_open(path, errno);
  std::unique_ptr<FileSource> source(new FileSource(path, descriptor, block_bytes));
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return cannot_open(path, errno);
  if (S_ISDIR(status.st_mode)) {
    return Error{fmt::format("{} is a folder: name one file in it", display_path(path))};
  }
  if (S_ISREG(status.st_mode)) {
    source->bytes_total_ = static_cast<std::uint64_t>(status.st_size);
  } else if (::pipe2(source->wake_.data(), O_CLOEXEC) != 0) {
    return cannot_open(path, errno);
  }
  return source;
}

FileSource::FileSource(std::string path, int descriptor, std::size_t block_bytes)
    : path_(std::move(path)), descriptor_(descriptor), block_bytes_(block_bytes) {}

FileSource::~FileSource() {
  give_up();
  if (wake_[0] >= 0) ::close(wake_[0]);
  ::close(descriptor_);
}

void FileSource::give_up() {
  if (!is_given_up_.exchange(true) && wake_[1] >= 0) ::close(wake_[1]);
}

/// Waits until there is something to read; true: was given up meanwhile.
bool FileSource::waits_in_vain() {
  if (wake_[0] < 0) return is_given_up_;
  std::array<pollfd, 2> either{pollfd{.fd = descriptor_, .events = POLLIN, .revents = 0},
                               pollfd{.fd = wake_[0], .events = POLLIN, .revents = 0}};
  // What poll() cannot wait for, read() says.
  while (::poll(either.data(), either.size(), -1) < 0 && errno == EINTR) {
  }
  return is_given_up_;
}

Result<std::size_t> FileSource::read(std::span<char> out) {
  while (true) {
    if (waits_in_vain()) return std::size_t{0};
    const ssize_t count = ::read(descriptor_, out.data(), std::min(out.size(), block_bytes_));
    if (count >= 0) {
      bytes_read_.fetch_add(static_cast<std::uint64_t>(count), std::memory_order_relaxed);
      return static_cast<std::size_t>(count);
    }
    if (errno != EINTR) {
      return Error{fmt::format("{} can no longer be read after {} bytes: {}", display_path(path_),
                               bytes_read(), system_message(errno))};
    }
  }
}

Result<std::size_t> MemorySource::read(std::span<char> out) {
  const std::size_t count = std::min({out.size(), block_bytes_, bytes_.size() - at_});
  std::copy_n(bytes_.data() + at_, count, out.data());
  at_ += count;
  return count;
}

Result<std::string_view> PeekableSource::peek(std::size_t count) {
  make_room(count);
  while (end_ < count && !is_at_end_) {
    const auto got = source_->read(std::span(seen_.get(), count).subspan(end_));
    if (!got) return got.error();
    end_ += *got;
    is_at_end_ = *got == 0;
  }
  return std::string_view(seen_.get(), std::min(count, end_));
}

/// Puts what is not passed on yet to the beginning of memory for `count` bytes.
void PeekableSource::make_room(std::size_t count) {
  const std::size_t kept = end_ - begin_;
  if (count > room_) {
    // Not zeroed: of a small file's few bytes, most of it is never touched.
    auto seen = std::make_unique_for_overwrite<char[]>(count);
    std::copy_n(seen_.get() + begin_, kept, seen.get());
    seen_ = std::move(seen);
    room_ = count;
  } else {
    std::copy_n(seen_.get() + begin_, kept, seen_.get());
  }
  begin_ = 0;
  end_ = kept;
}

Result<std::size_t> PeekableSource::read(std::span<char> out) {
  if (begin_ == end_ && !is_at_end_) return source_->read(out);
  const std::size_t count = std::min(out.size(), end_ - begin_);
  std::copy_n(seen_.get() + begin_, count, out.data());
  begin_ += count;
  return count;
}

}  // namespace leadscore::runtime
