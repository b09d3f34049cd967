#include "runtime/records/event_table.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <optional>

namespace leadscore::runtime {

namespace {

struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

/// An empty file name: a database of its own, on disk as soon as it outgrows its memory, gone when
/// it is closed. Nobody needs it after a crash, so nothing is journalled or synchronised.
constexpr const char* kSetUp = R"sql(
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA cache_size = -16384;
  CREATE TABLE events (
    number INTEGER PRIMARY KEY, lead BLOB, kind INTEGER, subject BLOB, time INTEGER, id BLOB);
  CREATE TABLE joined (lead BLOB PRIMARY KEY) WITHOUT ROWID;
  BEGIN;
)sql";
/// All columns, so that a lead's events lie side by side.
constexpr const char* kIndex =
    "CREATE INDEX by_lead ON events (lead, number, kind, subject, time, id)";
constexpr const char* kAdd =
    "INSERT INTO events (lead, kind, subject, time, id) VALUES (?, ?, ?, ?, ?)";
constexpr const char* kFind =
    "SELECT kind, subject, time, id FROM events WHERE lead = ? ORDER BY number";
constexpr const char* kJoin = "INSERT OR IGNORE INTO joined (lead) VALUES (?)";

/// False if SQLite cannot take it.
[[nodiscard]] bool bind_text(sqlite3_stmt* statement, int place,
                             std::optional<std::string_view> text) {
  if (!text) return sqlite3_bind_null(statement, place) == SQLITE_OK;
  // An empty view may be a null pointer, which SQLite would take for null.
  const char* const begin = text->empty() ? "" : text->data();
  return sqlite3_bind_blob64(statement, place, begin, text->size(), SQLITE_STATIC) == SQLITE_OK;
}

std::optional<std::string_view> text_column(sqlite3_stmt* statement, int column, TextArena& arena) {
  if (sqlite3_column_type(statement, column) == SQLITE_NULL) return std::nullopt;
  const auto* const begin = static_cast<const char*>(sqlite3_column_blob(statement, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return arena.keep({begin, size});
}

GivenEvent event_of(sqlite3_stmt* statement, TextArena& arena) {
  GivenEvent given;
  const sqlite3_int64 kind = sqlite3_column_int64(statement, 0);
  given.event.kind = bytecode::KindId(static_cast<std::uint32_t>(kind));
  given.event.subject = text_column(statement, 1, arena);
  if (sqlite3_column_type(statement, 2) != SQLITE_NULL) {
    given.event.time = sqlite3_column_int64(statement, 2);
  }
  given.id = text_column(statement, 3, arena);
  return given;
}

}  // namespace

struct EventTable::Database {
  [[nodiscard]] Statement prepare(const char* sql) const {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(connection.get(), sql, -1, &statement, nullptr);
    return Statement(statement);
  }

  std::unique_ptr<sqlite3, CloseDatabase> connection;  // closed last
  Statement add;
  Statement find;
  Statement join;
};

EventTable::EventTable() : database_(std::make_unique<Database>()) {}

EventTable::~EventTable() = default;

Result<std::unique_ptr<EventTable>> EventTable::create() {
  std::unique_ptr<EventTable> table(new EventTable);
  sqlite3* connection = nullptr;
  const int status = sqlite3_open("", &connection);
  table->database_->connection.reset(connection);
  if (status != SQLITE_OK) return table->failed();
  const auto set_up = table->run(kSetUp);
  if (!set_up) return set_up.error();
  table->database_->add = table->database_->prepare(kAdd);
  if (table->database_->add == nullptr) return table->failed();
  return table;
}

Result<void> EventTable::run(const char* sql) {
  if (sqlite3_exec(database_->connection.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) {
    return {};
  }
  return failed();
}

Error EventTable::failed() const {
  return {fmt::format(
      "the events cannot be sorted by lead: {}; is there room in the folder for temporary files "
      "(TMPDIR)?",
      sqlite3_errmsg(database_->connection.get()))};
}

Result<void> EventTable::add(std::string_view lead_id, const GivenEvent& given) {
  sqlite3_stmt* const add = database_->add.get();
  const bool is_bound = bind_text(add, 1, lead_id) && bind_text(add, 3, given.event.subject) &&
                        bind_text(add, 5, given.id);
  sqlite3_bind_int64(add, 2, given.event.kind.value);
  if (given.event.time) {
    sqlite3_bind_int64(add, 4, *given.event.time);
  } else {
    sqlite3_bind_null(add, 4);
  }
  if (!is_bound) return failed();
  const int status = sqlite3_step(add);
  sqlite3_reset(add);
  if (status != SQLITE_DONE) return failed();
  ++count_;
  return {};
}

Result<void> EventTable::finish() {
  const auto indexed = run(kIndex);
  if (!indexed) return indexed;
  database_->find = database_->prepare(kFind);
  database_->join = database_->prepare(kJoin);
  if (database_->find == nullptr || database_->join == nullptr) return failed();
  return {};
}

Result<void> EventTable::find(std::string_view lead_id, TextArena& arena,
                              std::vector<GivenEvent>& events) {
  sqlite3_stmt* const find = database_->find.get();
  if (!bind_text(find, 1, lead_id)) return failed();
  std::uint64_t found = 0;
  int status = sqlite3_step(find);
  for (; status == SQLITE_ROW; status = sqlite3_step(find)) {
    events.push_back(event_of(find, arena));
    ++found;
  }
  sqlite3_reset(find);
  if (status != SQLITE_DONE) return failed();
  if (found == 0) return {};
  sqlite3_stmt* const join = database_->join.get();
  if (!bind_text(join, 1, lead_id)) return failed();
  status = sqlite3_step(join);
  sqlite3_reset(join);
  if (status != SQLITE_DONE) return failed();
  if (sqlite3_changes(database_->connection.get()) > 0) joined_count_ += found;
  return {};
}

}  // namespace leadscore::runtime
