// A file or standard output that results are written to. A failure is kept and asked for at the
// end; nothing is lost silently.
#pragma once

#include "base/result.hpp"
#include "tools/cli/console.hpp"
#include "tools/cli/exit_code.hpp"

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace leadscore::cli {

class OutputFile {
 public:
  /// Standard output (or another open stream, which stays open).
  explicit OutputFile(std::FILE* stream);

  /// Creates the file, or empties it. The error says what is wrong.
  [[nodiscard]] static Result<OutputFile> create(const std::string& path);

  void write(std::string_view text);

  /// Writes what is in buffers.
  void flush();

  /// Whether something could not be written; go on writing does no harm and no good.
  [[nodiscard]] bool has_failed() const { return error_ != 0; }

  /// Whether the reader of a pipe has gone (`leadscore run ... | head`): a reason to stop, but no
  /// mistake.
  [[nodiscard]] bool is_reader_gone() const;

  /// Flushes and closes. The error says what could not be written; a reader who went is none.
  [[nodiscard]] Result<void> finish();

 private:
  /// Closes a file, and then lets go of its buffer.
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }

    std::unique_ptr<char[]> buffer;
  };

  std::string name_;
  std::unique_ptr<std::FILE, Closer> owned_;
  std::FILE* stream_ = nullptr;
  int error_ = 0;
};

/// Writes a text to standard output, and says so where that fails: kUsage, else kFine.
[[nodiscard]] ExitCode print(std::string_view text, Console& console);

}  // namespace leadscore::cli
