// A private SQLite database for what does not fit into memory: on disk as soon as it outgrows its
// cache, gone when it is closed.
#pragma once

#include "base/result.hpp"
#include "runtime/columns/text_arena.hpp"

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leadscore::runtime {

struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

/// Nobody needs it after a crash, so nothing is journalled or synchronised. Errors: the disk is
/// full.
class TemporaryDatabase {
 public:
  /// `task`: what failed if something does: "the events cannot be sorted by lead".
  [[nodiscard]] static Result<TemporaryDatabase> create(std::string task);

  [[nodiscard]] Result<void> run(const char* sql);
  [[nodiscard]] Result<Statement> prepare(const char* sql);
  /// Runs a statement that gives no rows.
  [[nodiscard]] Result<void> run(sqlite3_stmt* statement);
  /// Whether the statement run last changed anything.
  [[nodiscard]] bool has_changed() const { return sqlite3_changes(connection_.get()) > 0; }
  /// The last failure.
  [[nodiscard]] Error failed() const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  };

  explicit TemporaryDatabase(std::string task) : task_(std::move(task)) {}

  std::string task_;
  std::unique_ptr<sqlite3, Close> connection_;
};

/// Binds bytes, or null, which last until the statement ran. False if SQLite cannot take it.
[[nodiscard]] bool bind_text(sqlite3_stmt* statement, int place,
                             std::optional<std::string_view> text);

/// The bytes in a column, kept in `arena`; none of null.
[[nodiscard]] std::optional<std::string_view> text_column(sqlite3_stmt* statement, int column,
                                                          TextArena& arena);

/// The same without a copy, until the statement goes on.
[[nodiscard]] std::string_view bytes_column(sqlite3_stmt* statement, int column);

}  // namespace leadscore::runtime
