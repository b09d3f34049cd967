#include "runtime/records/json_lines.hpp"

#include "runtime/records/raw_value.hpp"

#include <optional>

namespace leadscore::runtime {

Result<void> JsonLines::next(Record& record) {
  std::optional<Line> line;
  do {
    auto next = lines_.next();
    if (!next) return next.error();
    line = *next;
  } while (line && is_blank(line->text));
  record.kind = Record::Kind::kEnd;
  if (!line) return {};
  record.line = line->number;
  record.number = ++count_;
  record.text = line->text;
  if (line->is_too_long) {
    record.kind = Record::Kind::kReject;
    record.reason = "the line is too long to be a record";
    return {};
  }
  const auto object = json_.read_object(line->text);
  if (!object) {
    record.kind = Record::Kind::kReject;
    record.reason = object.error().message;
    return {};
  }
  record.kind = Record::Kind::kObject;
  record.object = *object;
  return {};
}

}  // namespace leadscore::runtime
