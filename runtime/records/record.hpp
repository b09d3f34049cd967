// A record as it stands in its file, and the streams that give one after the other.
#pragma once

#include "base/result.hpp"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// Views last until the next record is read.
struct Record {
  enum class Kind : std::uint8_t { kObject, kRow, kReject, kEnd };

  Kind kind = Kind::kEnd;
  std::uint64_t line = 0;             // where it begins; 1 is the first of the file
  std::uint64_t number = 0;           // among all records of the file, rejects too; 1 is the first
  std::string_view text;              // as it stands
  simdjson::dom::object object;       // kObject
  std::vector<std::string_view> row;  // kRow: as many cells as there are columns
  std::string reason;                 // kReject: what is wrong with it
};

class RecordBlocks;

class RecordStream {
 public:
  virtual ~RecordStream() = default;

  /// The next record into `record`; at the end its kind is kEnd. Blank lines are no records. Errors
  /// are the file's.
  [[nodiscard]] virtual Result<void> next(Record& record) = 0;

  /// The names of the columns of CSV; none for JSON lines.
  [[nodiscard]] virtual const std::vector<std::string>* columns() const { return nullptr; }

  /// The same records in blocks, for who wants them so; none: they only come one after the other.
  [[nodiscard]] virtual RecordBlocks* blocks() { return nullptr; }
};

}  // namespace leadscore::runtime
