#include "tools/cli/output_file.hpp"

#include <fmt/format.h>

#include <errno.h>
#include <string.h>

namespace leadscore::cli {

OutputFile::OutputFile(std::FILE* stream) : name_("standard output"), stream_(stream) {}

Result<OutputFile> OutputFile::create(const std::string& path) {
  errno = 0;
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return Error{fmt::format("cannot write {}: {}", path, strerror(errno))};
  OutputFile output(file);
  output.owned_.reset(file);
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
