#include "runtime/records/event_table.hpp"

#include "runtime/records/input_limits.hpp"
#include "runtime/records/packed_values.hpp"
#include "runtime/records/temporary_database.hpp"

#include <optional>
#include <utility>

namespace leadscore::runtime {

namespace {

constexpr const char* kSetUp = R"sql(
  CREATE TABLE events (
    number INTEGER PRIMARY KEY, lead BLOB, kind INTEGER, subject BLOB, time INTEGER, id BLOB,
    data BLOB);
  CREATE TABLE joined (lead BLOB PRIMARY KEY) WITHOUT ROWID;
  BEGIN;
)sql";
/// All columns, so that a lead's events lie side by side.
constexpr const char* kIndex =
    "CREATE INDEX by_lead ON events (lead, number, kind, subject, time, id, data)";
constexpr const char* kAdd =
    "INSERT INTO events (lead, kind, subject, time, id, data) VALUES (?, ?, ?, ?, ?, ?)";
constexpr const char* kFind =
    "SELECT kind, subject, time, id, data FROM events WHERE lead = ? ORDER BY number";
constexpr const char* kJoin = "INSERT OR IGNORE INTO joined (lead) VALUES (?)";

/// The kind of a row that holds traits.
constexpr std::int64_t kTraits = -1;

void bind_time(sqlite3_stmt* statement, int place, const std::optional<TimeMs>& time) {
  if (time) {
    sqlite3_bind_int64(statement, place, *time);
  } else {
    sqlite3_bind_null(statement, place);
  }
}

std::optional<TimeMs> time_column(sqlite3_stmt* statement, int column) {
  if (sqlite3_column_type(statement, column) == SQLITE_NULL) return std::nullopt;
  return sqlite3_column_int64(statement, column);
}

}  // namespace

struct EventTable::Database {
  explicit Database(TemporaryDatabase open) : database(std::move(open)) {}

  TemporaryDatabase database;  // closed last
  Statement add;
  Statement find;
  Statement join;
};

EventTable::EventTable(const bytecode::Program& program) : program_(program) {}

EventTable::~EventTable() = default;

Result<std::unique_ptr<EventTable>> EventTable::create(const bytecode::Program& program) {
  std::unique_ptr<EventTable> table(new EventTable(program));
  auto database = TemporaryDatabase::create("the events cannot be sorted by lead");
  if (!database) return database.error();
  table->database_ = std::make_unique<Database>(std::move(*database));
  const auto set_up = table->database_->database.run(kSetUp);
  if (!set_up) return set_up.error();
  auto add = table->database_->database.prepare(kAdd);
  if (!add) return add.error();
  table->database_->add = std::move(*add);
  return table;
}

Result<void> EventTable::add(std::string_view lead_id, const GivenEvents& given) {
  for (const GivenEvent& event : given.events) {
    const auto added = add_event(lead_id, event);
    if (!added) return added;
  }
  for (const GivenTraits& traits : given.traits) {
    const auto added = add_traits(lead_id, traits);
    if (!added) return added;
  }
  return {};
}

Result<void> EventTable::add_event(std::string_view lead_id, const GivenEvent& given) {
  values_.clear();
  if (!given.attributes.empty()) {
    const auto& attributes = program_.kinds[given.event.kind].attributes;
    for (std::size_t place = 0; place < attributes.size(); ++place) {
      pack_value(program_.attributes[attributes[place]].type, given.attributes[place], values_);
    }
  }
  sqlite3_stmt* const add = database_->add.get();
  const bool is_bound = bind_text(add, 1, lead_id) && bind_text(add, 3, given.event.subject) &&
                        bind_text(add, 5, given.id) && bind_text(add, 6, values_);
  sqlite3_bind_int64(add, 2, given.event.kind.value);
  bind_time(add, 4, given.event.time);
  return is_bound ? run_add() : database_->database.failed();
}

Result<void> EventTable::add_traits(std::string_view lead_id, const GivenTraits& given) {
  values_.clear();
  for (const GivenTraits::Trait& trait : given.traits) {
    pack_number(trait.field.value, values_);
    pack_value(program_.fields[trait.field].type, trait.value, values_);
  }
  sqlite3_stmt* const add = database_->add.get();
  const bool is_bound = bind_text(add, 1, lead_id) && bind_text(add, 3, std::nullopt) &&
                        bind_text(add, 5, std::nullopt) && bind_text(add, 6, values_);
  sqlite3_bind_int64(add, 2, kTraits);
  bind_time(add, 4, given.time);
  return is_bound ? run_add() : database_->database.failed();
}

Result<void> EventTable::run_add() {
  ++count_;
  return database_->database.run(database_->add.get());
}

Result<void> EventTable::finish() {
  TemporaryDatabase& database = database_->database;
  const auto indexed = database.run(kIndex);
  if (!indexed) return indexed;
  auto find = database.prepare(kFind);
  if (!find) return find.error();
  auto join = database.prepare(kJoin);
  if (!join) return join.error();
  database_->find = std::move(*find);
  database_->join = std::move(*join);
  return {};
}

Result<void> EventTable::find(std::string_view lead_id, TextArena& arena, GivenEvents& given) {
  sqlite3_stmt* const find = database_->find.get();
  if (!bind_text(find, 1, lead_id)) return database_->database.failed();
  std::uint64_t found = 0;
  int status = sqlite3_step(find);
  for (; status == SQLITE_ROW; status = sqlite3_step(find)) {
    if (given.count() <= kMaxLeadEvents) take_row(arena, given);
    ++found;
  }
  sqlite3_reset(find);
  if (status != SQLITE_DONE) return database_->database.failed();
  return found == 0 ? Result<void>() : count_joined(lead_id, found);
}

void EventTable::take_row(TextArena& arena, GivenEvents& given) const {
  sqlite3_stmt* const row = database_->find.get();
  const std::int64_t kind = sqlite3_column_int64(row, 0);
  std::string_view values = bytes_column(row, 4);
  if (kind == kTraits) {
    GivenTraits traits;
    traits.time = time_column(row, 2);
    while (!values.empty()) {
      const bytecode::FieldId field(unpack_number(values));
      traits.traits.push_back({field, unpack_value(program_.fields[field].type, values, arena)});
    }
    given.traits.push_back(std::move(traits));
    return;
  }
  GivenEvent event;
  event.event.kind = bytecode::KindId(static_cast<std::uint32_t>(kind));
  event.event.subject = text_column(row, 1, arena);
  event.event.time = time_column(row, 2);
  event.id = text_column(row, 3, arena);
  if (!values.empty()) {
    for (const bytecode::AttributeId attribute : program_.kinds[event.event.kind].attributes) {
      event.attributes.push_back(unpack_value(program_.attributes[attribute].type, values, arena));
    }
  }
  given.events.push_back(std::move(event));
}

Result<void> EventTable::count_joined(std::string_view lead_id, std::uint64_t found) {
  sqlite3_stmt* const join = database_->join.get();
  if (!bind_text(join, 1, lead_id)) return database_->database.failed();
  const auto joined = database_->database.run(join);
  if (!joined) return joined;
  if (database_->database.has_changed()) joined_count_ += found;
  return {};
}

}  // namespace leadscore::runtime
