#include "runtime/records/temporary_database.hpp"

#include <fmt/format.h>

#include <utility>

namespace leadscore::runtime {

namespace {

/// An empty file name: a database of its own.
constexpr const char* kSetUp = R"sql(
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA cache_size = -16384;
)sql";

}  // namespace

Result<TemporaryDatabase> TemporaryDatabase::create(std::string task) {
  TemporaryDatabase database(std::move(task));
  sqlite3* connection = nullptr;
  const int status = sqlite3_open("", &connection);
  database.connection_.reset(connection);
  if (status != SQLITE_OK) return database.failed();
  const auto set_up = database.run(kSetUp);
  if (!set_up) return set_up.error();
  return database;
}

Result<void> TemporaryDatabase::run(const char* sql) {
  if (sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return failed();
}

Result<Statement> TemporaryDatabase::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection_.get(), sql, -1, &statement, nullptr) != SQLITE_OK) {
    return failed();
  }
  return Statement(statement);
}

Result<void> TemporaryDatabase::run(sqlite3_stmt* statement) {
  const int status = sqlite3_step(statement);
  sqlite3_reset(statement);
  if (status != SQLITE_DONE) return failed();
  return {};
}

Error TemporaryDatabase::failed() const {
  return {fmt::format("{}: {}; is there room in the folder for temporary files (TMPDIR)?", task_,
                      sqlite3_errmsg(connection_.get()))};
}

bool bind_text(sqlite3_stmt* statement, int place, std::optional<std::string_view> text) {
  if (!text) return sqlite3_bind_null(statement, place) == SQLITE_OK;
  // An empty view may be a null pointer, which SQLite would take for null.
  const char* const begin = text->empty() ? "" : text->data();
  return sqlite3_bind_blob64(statement, place, begin, text->size(), SQLITE_STATIC) == SQLITE_OK;
}

std::optional<std::string_view> text_column(sqlite3_stmt* statement, int column, TextArena& arena) {
  if (sqlite3_column_type(statement, column) == SQLITE_NULL) return std::nullopt;
  return arena.keep(bytes_column(statement, column));
}

std::string_view bytes_column(sqlite3_stmt* statement, int column) {
  const auto* const begin = static_cast<const char*>(sqlite3_column_blob(statement, column));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

}  // namespace leadscore::runtime
