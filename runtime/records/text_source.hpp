// Opens a file of records as UTF-8 text, whatever it is packed and encoded in: gzip, UTF-8 with or
// without a byte order mark, UTF-16. What is no text is refused with what it seems to be.
#pragma once

#include "runtime/records/byte_source.hpp"
#include "runtime/records/input_limits.hpp"

#include <memory>
#include <string>

namespace leadscore::runtime {

/// A file as text, and the file itself for its progress. `text` owns `file`.
struct TextInput {
  std::string name;                      // for messages: display_path()
  std::unique_ptr<PeekableSource> text;  // UTF-8, without a byte order mark
  FileSource* file = nullptr;
};

/// Errors: as FileSource::open, and a file that is no text.
[[nodiscard]] Result<TextInput> open_text(const std::string& path, const InputLimits& limits);

/// The same for bytes that do not come from a file; `name` is what errors call it.
[[nodiscard]] Result<std::unique_ptr<PeekableSource>> decode_text(std::string_view name,
                                                                  std::unique_ptr<ByteSource> bytes,
                                                                  const InputLimits& limits);

}  // namespace leadscore::runtime
