// Opens a file as a stream of records, having found out how it is packed, encoded and written.
#pragma once

#include "runtime/records/byte_source.hpp"
#include "runtime/records/input_limits.hpp"
#include "runtime/records/record.hpp"

#include <memory>
#include <string>

namespace leadscore::runtime {

/// A file of records, and the file itself for its progress. `stream` owns `file`.
struct RecordFile {
  std::string name;  // for messages
  std::unique_ptr<RecordStream> stream;
  FileSource* file = nullptr;
};

/// Errors: it cannot be opened, is no text, is JSON but not JSON lines, or its header cannot be
/// read.
[[nodiscard]] Result<RecordFile> open_records(const std::string& path, const InputLimits& limits);

/// The same for bytes that do not come from a file; `name` is what errors call it.
[[nodiscard]] Result<std::unique_ptr<RecordStream>> decode_records(
    std::string_view name, std::unique_ptr<ByteSource> bytes, const InputLimits& limits);

}  // namespace leadscore::runtime
