#include "runtime/survey/survey.hpp"

#include "base/number.hpp"
#include "runtime/records/events_file.hpp"
#include "runtime/records/input_limits.hpp"
#include "runtime/records/json_line.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/raw_value.hpp"
#include "runtime/records/record_stream.hpp"
#include "runtime/records/segment_message.hpp"
#include "runtime/survey/event_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace leadscore::runtime {
namespace {

/// Objects in objects deeper than this are no attributes.
constexpr int kMostDepth = 4;
constexpr std::uint64_t kProgressRecords = 1'024;

using Object = simdjson::dom::object;

/// The rows of a headless file would become names of columns.
bool are_no_names(const std::vector<std::string>& names) {
  const auto numbers = std::ranges::count_if(
      names, [](const std::string& name) { return read_number(name).has_value(); });
  return 2 * numbers > std::ssize(names);
}

/// Adds the values of an object, those of objects inside under `company.city`.
void add_nested(KeySurveys& keys, Object object, const std::string& prefix, int depth) {
  for (const simdjson::dom::key_value_pair& pair : object) {
    if (pair.key.empty()) continue;
    const std::string key = prefix + '.' + std::string(pair.key);
    Object inside;
    if (depth < kMostDepth && pair.value.get(inside) == simdjson::SUCCESS) {
      add_nested(keys, inside, key, depth + 1);
    } else if (ValueSurvey* const values = keys.find(key, KeySurveys::Place::kNested)) {
      values->add(RawValue(pair.value));
    }
  }
}

/// Adds the values of an object's keys that `is_wanted`.
template <class IsWanted>
void add_object(KeySurveys& keys, Object object, IsWanted is_wanted) {
  for (const simdjson::dom::key_value_pair& pair : object) {
    if (!is_wanted(pair.key)) continue;
    Object inside;
    if (pair.value.get(inside) == simdjson::SUCCESS && !pair.key.empty()) {
      add_nested(keys, inside, std::string(pair.key), 1);
    } else if (ValueSurvey* const values = keys.find(pair.key, KeySurveys::Place::kOutside)) {
      values->add(RawValue(pair.value));
    }
  }
}

/// The surveys of columns; none for a column that is not wanted.
template <class IsWanted>
std::vector<ValueSurvey*> columns_of(KeySurveys& keys, const std::vector<std::string>& names,
                                     IsWanted is_wanted) {
  std::vector<ValueSurvey*> columns;
  for (const std::string& name : names) {
    columns.push_back(is_wanted(name) ? keys.find(name, KeySurveys::Place::kOutside) : nullptr);
  }
  return columns;
}

/// One survey of one file of leads and its file of events.
class Surveying {
 public:
  explicit Surveying(const SurveyOptions& options)
      : options_(options),
        id_key_(options.reader.id_key.value_or("id")),
        lead_reader_(no_model_, options.reader.id_key),
        parts_(EventKeys{}) {}

  [[nodiscard]] Result<std::unique_ptr<Survey>> look() {
    if (const auto looked = look_at_leads(); !looked) return looked.error();
    if (options_.reader.events) {
      if (const auto looked = look_at_events(); !looked) return looked.error();
    }
    return std::move(survey_);
  }

 private:
  [[nodiscard]] Result<void> look_at_leads() {
    auto file = open_records(options_.reader.path, options_.reader.limits);
    if (!file) return file.error();
    if (const auto* const names = file->stream->columns()) {
      const auto serves = use_columns(file->name, *names);
      if (!serves) return serves;
    }
    Record record;
    for (std::uint64_t count = 0;; ++count) {
      if (const auto next = file->stream->next(record); !next) return next;
      if (record.kind == Record::Kind::kEnd) return {};
      if (options_.most_records && count == *options_.most_records) {
        survey_->is_cut = true;
        return {};
      }
      look_at_record(record);
      if (options_.on_progress && count % kProgressRecords == 0) {
        options_.on_progress(file->file->bytes_read(), file->file->bytes_total(), count);
      }
    }
  }

  [[nodiscard]] Result<void> use_columns(std::string_view name,
                                         const std::vector<std::string>& names) {
    if (options_.reader.id_key) {
      const auto serves = lead_reader_.use_columns(name, names);
      if (!serves) return serves;
    } else {
      // Without fields nothing is asked for, so that reader cannot say whether these are names.
      static_cast<void>(lead_reader_.use_columns(name, names));
    }
    if (are_no_names(names)) {
      return Error{
          fmt::format("{} does not begin with the names of its columns, but with: {}. Put a first "
                      "line there that names them",
                      name, listed(names))};
    }
    for (std::size_t at = 0; at < names.size(); ++at) {
      if (names[at] == "events") events_column_ = at;
    }
    columns_ =
        columns_of(survey_->fields, names, [this](std::string_view key) { return is_field(key); });
    return {};
  }

  [[nodiscard]] bool is_field(std::string_view key) const {
    return key != id_key_ && key != "events";
  }

  void look_at_record(const Record& record) {
    if (record.kind == Record::Kind::kReject) {
      reject(options_.reader.path, record, record.reason);
      return;
    }
    lead_reader_.look_at(record);
    if (lead_reader_.is_message()) {
      if (!lead_reader_.names_lead()) {
        reject(options_.reader.path, record, std::string(kMessageNamesNoLead));
        return;
      }
      look_at_message(record);
      return;
    }
    lead_reader_.read(fmt::format_int(record.number).str());
    if (lead_reader_.has_too_many_events()) {
      reject(options_.reader.path, record, too_many_events(lead_reader_.lead().id));
      return;
    }
    survey_->unreadable_events += lead_reader_.lead().unreadable_events;
    ++survey_->leads;
    if (record.kind == Record::Kind::kRow) {
      look_at_row(record.row);
    } else {
      add_object(survey_->fields, record.object,
                 [this](std::string_view key) { return is_field(key); });
      look_at_events_of(record.object);
    }
  }

  void look_at_row(const std::vector<std::string_view>& row) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (columns_[at] != nullptr) columns_[at]->add(RawValue(row[at]));
    }
    if (!events_column_) return;
    const auto array = cell_json_.read_array(cell_json_.pad(row[*events_column_]));
    if (array) look_at_array(*array);
  }

  void look_at_events_of(Object object) {
    simdjson::dom::array array;
    if (object["events"].get(array) == simdjson::SUCCESS) look_at_array(array);
  }

  void look_at_array(simdjson::dom::array array) {
    for (const simdjson::dom::element element : array) {
      Object object;
      if (element.get(object) != simdjson::SUCCESS) continue;
      parts_.look_at(object);
      add_event(parts_, object);
    }
  }

  void look_at_message(const Record& record) {
    parts_.look_at(record.object);
    const bool is_event = parts_.message_type() == MessageType::kVisit ||
                          parts_.message_type() == MessageType::kTrack;
    if (is_event && !parts_.type()) {
      reject(options_.reader.path, record, "the track message does not name its event");
      return;
    }
    ++survey_->messages;
    add_event(parts_, record.object);
  }

  /// Of an event without a type nothing is known.
  void add_event(EventParts& parts, Object object) {
    if (parts.message_type() == MessageType::kOther) return;
    if (parts.message_type() == MessageType::kIdentify) {
      if (const auto traits = parts.traits()) {
        add_object(survey_->fields, *traits, [](std::string_view) { return true; });
      }
      return;
    }
    SurveyedKind* const kind = begin_event(parts);
    if (kind == nullptr) return;
    if (parts.message_type() == MessageType::kNone) {
      add_object(kind->keys, object,
                 [&parts](std::string_view key) { return parts.is_attribute(key); });
      return;
    }
    const bool is_visit = parts.message_type() == MessageType::kVisit;
    if (is_visit) {
      ValueSurvey* const pages = kind->keys.find("page", KeySurveys::Place::kOutside);
      if (pages != nullptr) pages->add(parts.visited());
    }
    if (const auto properties = parts.properties()) {
      add_object(kind->keys, *properties, [is_visit](std::string_view key) {
        return !is_visit || (key != "url" && key != "path" && key != "page");
      });
    }
  }

  /// The kind of an event, which is counted; null if it has none, or if there are too many.
  SurveyedKind* begin_event(EventParts& parts) {
    const auto type = parts.type();
    if (!type) return nullptr;
    ++survey_->events;
    SurveyedKind* const kind = survey_->kinds.find(*type);
    if (kind == nullptr) return nullptr;
    ++kind->count;
    if (parts.has_time()) ++kind->with_time;
    return kind;
  }

  [[nodiscard]] Result<void> look_at_events() {
    auto file = open_records(options_.reader.events->path, options_.reader.limits);
    if (!file) return file.error();
    const EventKeys keys = event_keys_of(options_.reader);
    EventReader reader(no_model_, keys);
    EventParts parts(keys);
    std::optional<KeyTable::Columns> columns;
    const auto* const names = file->stream->columns();
    if (names != nullptr) {
      const auto serves = check_event_columns(reader, file->name, *names, options_.reader);
      if (!serves) return serves;
      columns.emplace(reader.columns(*names));
      parts.use_columns(*names);
    }
    Record record;
    while (true) {
      if (const auto next = file->stream->next(record); !next) return next;
      if (record.kind == Record::Kind::kEnd) return {};
      if (record.kind == Record::Kind::kReject) {
        reject(options_.reader.events->path, record, record.reason);
      } else if (record.kind == Record::Kind::kRow) {
        reader.look_at(*columns, record.row);
        parts.look_at(record.row);
        look_at_event_row(reader, parts, record, *names);
      } else {
        reader.look_at(record.object);
        parts.look_at(record.object);
        look_at_event_object(reader, parts, record);
      }
    }
  }

  void look_at_event_row(EventReader& reader, EventParts& parts, const Record& record,
                         const std::vector<std::string>& names) {
    TextArena arena;
    if (!reader.read_lead_id(arena)) return;  // a visitor whom nobody knows
    if (!parts.type()) {
      reject(options_.reader.events->path, record, "the event has no type");
      return;
    }
    SurveyedKind* const kind = begin_event(parts);
    if (kind == nullptr) return;
    std::vector<ValueSurvey*>& columns = columns_of_kind_[kind];
    if (columns.empty()) {
      columns = columns_of(kind->keys, names,
                           [&parts](std::string_view key) { return parts.is_attribute(key); });
    }
    for (std::size_t at = 0; at < record.row.size(); ++at) {
      if (columns[at] != nullptr) columns[at]->add(RawValue(record.row[at]));
    }
  }

  void look_at_event_object(EventReader& reader, EventParts& parts, const Record& record) {
    TextArena arena;
    const bool is_named = reader.read_lead_id(arena).has_value();
    const bool is_event = parts.message_type() == MessageType::kNone ||
                          parts.message_type() == MessageType::kVisit ||
                          parts.message_type() == MessageType::kTrack;
    if (!is_named || (is_event && !parts.type())) {
      reject(options_.reader.events->path, record,
             is_named ? std::string("the event has no type") : event_without_lead(options_.reader));
      return;
    }
    add_event(parts, record.object);
  }

  void reject(const std::string& file, const Record& record, std::string reason) {
    ++survey_->rejected;
    if (!options_.reader.on_reject) return;
    options_.reader.on_reject(
        {.file = file, .line = record.line, .text = record.text, .reason = std::move(reason)});
  }

  const SurveyOptions& options_;
  std::string id_key_;
  bytecode::Program no_model_;  // asks for nothing: its readers only tell what cannot be read
  LeadReader lead_reader_;
  EventParts parts_;  // of events in leads, and of messages
  std::unique_ptr<Survey> survey_ = std::make_unique<Survey>();
  std::vector<ValueSurvey*> columns_;
  std::optional<std::size_t> events_column_;
  JsonLine cell_json_;
  std::unordered_map<const SurveyedKind*, std::vector<ValueSurvey*>> columns_of_kind_;
};

}  // namespace

Result<std::unique_ptr<Survey>> survey_records(const SurveyOptions& options) {
  return Surveying(options).look();
}

}  // namespace leadscore::runtime
