#include "runtime/records/arrow_lead_reader.hpp"

#include "runtime/records/arrow_cells.hpp"
#include "runtime/records/arrow_columns.hpp"
#include "runtime/records/arrow_event_reader.hpp"
#include "runtime/records/arrow_type.hpp"
#include "runtime/records/lead_reader.hpp"
#include "runtime/records/quick_values.hpp"
#include "runtime/records/raw_value.hpp"
#include "runtime/records/unread.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace leadscore::runtime {

namespace {

using FieldType = bytecode::FieldType;
using Kind = ArrowType::Kind;

/// Behind the fields of a lead come its events.
constexpr std::size_t kOfEvents = std::numeric_limits<std::size_t>::max();

/// Something of a lead that did not read.
struct UnreadOfLead {
  std::size_t lead;
  std::size_t field;
  Unread unread;
};

/// An array that is released when nobody holds it.
std::shared_ptr<ArrowArray> take_over(ArrowArray& array) {
  std::shared_ptr<ArrowArray> taken(new ArrowArray(array), [](ArrowArray* held) {
    if (held->release != nullptr) held->release(held);
    delete held;
  });
  array.release = nullptr;
  return taken;
}

Result<ArrowCells> open_path(const ArrowCells& root, const ArrowPath& path) {
  auto cells = root.child(path.places.front());
  for (std::size_t at = 1; at < path.places.size() && cells; ++at) {
    cells = cells->child(path.places[at]);
  }
  return cells;
}

}  // namespace

class ArrowLeadReader::Reading {
 public:
  Reading(const bytecode::Program& program, ArrowType schema, ArrowLeadOptions options)
      : program_(program),
        schema_(std::move(schema)),
        options_(std::move(options)),
        slots_(program) {
    for (const bytecode::Field& field : program.fields) fields_.emplace_back(program, field);
  }

  [[nodiscard]] Result<void> open() {
    if (schema_.kind != Kind::kStruct || schema_.values) {
      return Error{
          fmt::format("leads in Arrow's layout are a struct with a column for each key, "
                      "not {}",
                      name_of(schema_))};
    }
    auto paths = find_arrow_columns(program_, schema_, options_.id_key);
    if (!paths) return paths.error();
    paths_ = std::move(*paths);
    for (const ArrowPath& path : paths_[slots_.events]) {
      auto reader = ArrowEventReader::open(program_, *path.type);
      if (!reader) return reader.error();
      events_.push_back(std::move(*reader));
    }
    return {};
  }

  [[nodiscard]] Result<void> begin(ArrowArray& given) {
    end();
    if (given.release == nullptr) return Error{"the Arrow array was released already"};
    const std::shared_ptr<ArrowArray> array = take_over(given);
    auto root = ArrowCells::open(schema_, *array, 0, array->length);
    if (!root) return root.error();
    for (std::size_t row = 0; row < root->rows(); ++row) {
      if (!root->is_null(row)) continue;
      return Error{fmt::format("row {} of the Arrow array is null, and no lead", row + 1)};
    }
    cells_.resize(paths_.size());
    for (std::size_t slot = 0; slot < paths_.size(); ++slot) {
      for (const ArrowPath& path : paths_[slot]) {
        auto cells = open_path(*root, path);
        if (!cells) return cells.error();
        cells_[slot].push_back(std::move(*cells));
      }
    }
    for (std::size_t at = 0; at < events_.size(); ++at) {
      const auto begun = events_[at].begin(cells_[slots_.events][at]);
      if (!begun) return begun;
    }
    array_ = array;
    rows_ = root->rows();
    return {};
  }

  void read(LeadBatch& batch, std::size_t most_leads) {
    batch.clear();
    if (array_ == nullptr) return;
    // What the batch keeps alive has no bytes of its own.
    batch.own(std::shared_ptr<const char[]>(array_, static_cast<const char*>(nullptr)));
    leads_.clear();
    unread_.clear();
    while (next_ < rows_ && batch.size() < most_leads) read_lead(batch);
    for (std::size_t field = 0; field < fields_.size(); ++field) read_field(field, batch);
    count_met(batch);
    if (next_ == rows_) end();
  }

  [[nodiscard]] const ReadReport& report() const { return report_; }

 private:
  void end() {
    cells_.clear();
    array_.reset();
    next_ = 0;
    rows_ = 0;
  }

  /// Begins the lead of the next row, with its id and events.
  void read_lead(LeadBatch& batch) {
    const std::size_t row = next_++;
    ++count_;
    batch.begin_lasting_lead(read_id(row, batch.arena()), count_);
    std::vector<Unread> unread;
    std::uint64_t unreadable_events = 0;
    for (std::size_t at = 0; at < events_.size(); ++at) {
      // Of several columns for the events, the first that has some.
      if (cells_[slots_.events][at].is_null(row)) continue;
      if (!events_[at].read(row, batch, unread, unreadable_events)) return reject(batch);
      break;
    }
    for (Unread& one : unread) {
      unread_.push_back({leads_.size(), kOfEvents, std::move(one)});
    }
    report_.unreadable_events += unreadable_events;
    leads_.push_back(row);
  }

  [[nodiscard]] std::string_view read_id(std::size_t row, TextArena& arena) const {
    for (const ArrowCells& cells : cells_[slots_.id]) {
      const RawValue value = cells.value(row, arena);
      if (is_given(value)) return *read_as_text(value, arena);
    }
    return arena.keep(fmt::format_int(count_).str());
  }

  void reject(LeadBatch& batch) {
    const std::string reason = too_many_events(batch.id(batch.last_lead()));
    batch.drop_lead();
    ++report_.rejected;
    if (options_.on_reject) {
      options_.on_reject({.file = "", .line = count_, .text = "", .reason = reason});
    }
  }

  /// What is taken from a column as it is, where it is not null.
  enum class Common : std::uint8_t { kNothing, kText, kNumber, kTime };

  [[nodiscard]] Common common_of(std::size_t field, FieldType type) const {
    if (cells_[field].size() != 1 || fields_[field].has_unknown_values()) return Common::kNothing;
    const ArrowCells& cells = cells_[field].front();
    const Kind kind = cells.type().kind;
    if (type == FieldType::kText && cells.has_plain_texts()) return Common::kText;
    if (cells.type().values) return Common::kNothing;
    const bool is_number = kind == Kind::kInteger || kind == Kind::kDecimal;
    if (type == FieldType::kNumber && is_number) return Common::kNumber;
    const bool is_moment = kind == Kind::kDate || kind == Kind::kTime;
    if (type == FieldType::kTime && is_moment) return Common::kTime;
    return Common::kNothing;
  }

  /// Fills the column of a field.
  void read_field(std::size_t field, LeadBatch& batch) {
    const bytecode::FieldId id(static_cast<std::uint32_t>(field));
    ValueColumn& column = batch.field_column(id);
    const Common common = common_of(field, column.type);
    for (std::size_t lead = 0; lead < leads_.size(); ++lead) {
      const bool is_taken = common != Common::kNothing &&
                            take(common, cells_[field].front(), leads_[lead], lead, column);
      if (!is_taken) read_value(field, lead, batch, column);
    }
  }

  /// False: it is null, or something that is not so common.
  [[nodiscard]] static bool take(Common common, const ArrowCells& cells, std::size_t row,
                                 std::size_t lead, ValueColumn& column) {
    if (cells.is_null(row)) return false;
    switch (common) {
      case Common::kNothing:
        return false;
      case Common::kText: {
        const std::string_view text = cells.text(row);
        if (!is_plainly_given(text)) return false;
        column.texts[lead] = text;
        break;
      }
      case Common::kNumber: {
        const auto number = cells.number(row);
        if (!number) return false;
        column.numbers[lead] = *number;
        break;
      }
      case Common::kTime: {
        const auto time = cells.time(row);
        if (!time) return false;
        column.times[lead] = *time;
        break;
      }
    }
    column.known[lead] = 1;
    return true;
  }

  /// As a record's value is read (LeadReader).
  void read_value(std::size_t field, std::size_t lead, LeadBatch& batch, ValueColumn& column) {
    const FieldReader& reader = fields_[field];
    TextArena& arena = batch.arena();
    for (const ArrowCells& cells : cells_[field]) {
      const RawValue value = cells.value(leads_[lead], arena);
      if (!reader.has_value(value, arena)) continue;
      const bool is_list = value.kind == RawValue::Kind::kArray;
      if (is_list && column.type == FieldType::kListOfText) {
        read_list(reader, cells, leads_[lead], arena);
      } else if (!reader.read(value, arena, scratch_)) {
        unread_.push_back(
            {lead,
             field,
             {std::string(reader.name()), std::string(reader.type_name()), show(value)}});
        return;
      }
      column.set(lead, scratch_);
      return;
    }
    if (reader.default_value().is_known) set_default(reader.default_value(), lead, arena, column);
  }

  void read_list(const FieldReader& reader, const ArrowCells& cells, std::size_t row,
                 TextArena& arena) {
    scratch_.is_known = true;
    scratch_.items.clear();
    const auto [begin, end] = cells.list(row);
    for (std::size_t item = begin; item < end; ++item) {
      reader.add_item(cells.items().value(item, arena), arena, scratch_);
    }
  }

  /// Its texts are the program's, and the batch may outlast that.
  void set_default(const FieldValue& value, std::size_t lead, TextArena& arena,
                   ValueColumn& column) {
    scratch_ = value;
    scratch_.text = arena.keep(value.text);
    for (std::string_view& item : scratch_.items) item = arena.keep(item);
    column.set(lead, scratch_);
  }

  /// In the order of records: lead by lead, its fields, then its events.
  void count_met(const LeadBatch& batch) {
    report_.leads += batch.size();
    std::stable_sort(unread_.begin(), unread_.end(),
                     [](const UnreadOfLead& a, const UnreadOfLead& b) {
                       return std::pair(a.lead, a.field) < std::pair(b.lead, b.field);
                     });
    for (const UnreadOfLead& one : unread_) {
      count_unread(one.unread, "", batch.line(one.lead), report_);
    }
  }

  const bytecode::Program& program_;
  ArrowType schema_;
  ArrowLeadOptions options_;
  LeadSlots slots_;
  std::vector<FieldReader> fields_;            // by FieldId
  std::vector<std::vector<ArrowPath>> paths_;  // by slot
  std::vector<ArrowEventReader> events_;       // of the columns for events
  ReadReport report_;
  std::uint64_t count_ = 0;  // of rows
  // The array at hand.
  std::shared_ptr<ArrowArray> array_;
  std::vector<std::vector<ArrowCells>> cells_;  // by slot, as `paths_`
  std::size_t rows_ = 0;
  std::size_t next_ = 0;
  // The leads at hand.
  std::vector<std::size_t> leads_;  // their rows
  std::vector<UnreadOfLead> unread_;
  FieldValue scratch_;
};

ArrowLeadReader::ArrowLeadReader(std::unique_ptr<Reading> reading) : reading_(std::move(reading)) {}
ArrowLeadReader::~ArrowLeadReader() = default;
ArrowLeadReader::ArrowLeadReader(ArrowLeadReader&&) noexcept = default;
ArrowLeadReader& ArrowLeadReader::operator=(ArrowLeadReader&&) noexcept = default;

Result<ArrowLeadReader> ArrowLeadReader::open(const bytecode::Program& program,
                                              const ArrowSchema& schema, ArrowLeadOptions options) {
  auto type = read_arrow_type(schema);
  if (!type) return type.error();
  auto reading = std::make_unique<Reading>(program, std::move(*type), std::move(options));
  const auto opened = reading->open();
  if (!opened) return opened.error();
  return ArrowLeadReader(std::move(reading));
}

Result<void> ArrowLeadReader::begin(ArrowArray& array) { return reading_->begin(array); }
void ArrowLeadReader::read(LeadBatch& batch, std::size_t most_leads) {
  reading_->read(batch, most_leads);
}
const ReadReport& ArrowLeadReader::report() const { return reading_->report(); }

}  // namespace leadscore::runtime
