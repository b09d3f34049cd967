#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <errno.h>
#include <string.h>
#include <utility>

namespace leadscore::cli {

OutputFile::OutputFile(std::FILE* stream) : name_("standard output"), stream_(stream) {}

Result<OutputFile> OutputFile::create(const std::string& path) {
  errno = 0;
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return Error{fmt::format("cannot write {}: {}", path, strerror(errno))};
  // The rows of some blocks of leads at once: a call of the kernel costs more than the copy. (Where
  // no buffer is given, the size that is asked for is passed over.)
  constexpr std::size_t kBufferBytes = 128 * 1024;
  auto buffer = std::make_unique_for_overwrite<char[]>(kBufferBytes);
  static_cast<void>(std::setvbuf(file, buffer.get(), _IOFBF, kBufferBytes));
  OutputFile output(file);
  output.owned_ = {file, Closer{.buffer = std::move(buffer)}};
  output.name_ = path;
  return output;
}

void OutputFile::write(std::string_view text) {
  if (has_failed()) return;
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) {
    error_ = errno != 0 ? errno : EIO;
  }
}

void OutputFile::flush() {
  if (has_failed()) return;
  errno = 0;
  if (std::fflush(stream_) != 0) error_ = errno != 0 ? errno : EIO;
}

bool OutputFile::is_reader_gone() const { return error_ == EPIPE; }

Result<void> OutputFile::finish() {
  flush();
  if (owned_) {
    errno = 0;
    if (std::fclose(owned_.release()) != 0 && !has_failed()) error_ = errno != 0 ? errno : EIO;
  }
  if (!has_failed() || is_reader_gone()) return {};
  return Error{fmt::format("cannot write {}: {}", name_, strerror(error_))};
}

ExitCode print(std::string_view text, Console& console) {
  OutputFile out(console.out().file);
  out.write(text);
  if (const auto written = out.finish(); !written) {
    console.say_error(written.error().message);
    return ExitCode::kUsage;
  }
  return ExitCode::kFine;
}

}  // namespace leadscore::cli
