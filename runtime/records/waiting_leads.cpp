#include "runtime/records/waiting_leads.hpp"

#include "runtime/records/temporary_database.hpp"

#include <optional>
#include <utility>

namespace leadscore::runtime {

namespace {

constexpr const char* kSetUp = R"sql(
  CREATE TABLE leads (
    place INTEGER PRIMARY KEY, id BLOB UNIQUE, line INTEGER, number INTEGER, text BLOB);
  BEGIN;
)sql";
/// Of a lead's messages the first stays.
constexpr const char* kAdd =
    "INSERT OR IGNORE INTO leads (id, line, number, text) VALUES (?, ?, ?, ?)";
constexpr const char* kNext = "SELECT id, line, number, text FROM leads ORDER BY place";

}  // namespace

struct WaitingLeads::Database {
  explicit Database(TemporaryDatabase open) : database(std::move(open)) {}

  [[nodiscard]] Result<void> run_add(std::optional<std::string_view> id, const Record& record,
                                     std::optional<std::string_view> text) {
    const bool is_bound = bind_text(add.get(), 1, id) && bind_text(add.get(), 4, text);
    sqlite3_bind_int64(add.get(), 2, static_cast<std::int64_t>(record.line));
    sqlite3_bind_int64(add.get(), 3, static_cast<std::int64_t>(record.number));
    return is_bound ? database.run(add.get()) : database.failed();
  }

  TemporaryDatabase database;  // closed last
  Statement add;
  Statement next;
};

WaitingLeads::WaitingLeads() = default;

WaitingLeads::~WaitingLeads() = default;

Result<std::unique_ptr<WaitingLeads>> WaitingLeads::create() {
  std::unique_ptr<WaitingLeads> leads(new WaitingLeads);
  auto database = TemporaryDatabase::create("the messages cannot be grouped by lead");
  if (!database) return database.error();
  leads->database_ = std::make_unique<Database>(std::move(*database));
  const auto set_up = leads->database_->database.run(kSetUp);
  if (!set_up) return set_up.error();
  auto add = leads->database_->database.prepare(kAdd);
  if (!add) return add.error();
  leads->database_->add = std::move(*add);
  return leads;
}

Result<void> WaitingLeads::add_message(std::string_view id, const Record& record) {
  return database_->run_add(id, record, std::nullopt);
}

Result<void> WaitingLeads::add_record(const Record& record) {
  return database_->run_add(std::nullopt, record, record.text);
}

Result<void> WaitingLeads::finish() {
  auto next = database_->database.prepare(kNext);
  if (!next) return next.error();
  database_->next = std::move(*next);
  return {};
}

Result<bool> WaitingLeads::next(WaitingLead& lead) {
  sqlite3_stmt* const row = database_->next.get();
  const int status = sqlite3_step(row);
  if (status == SQLITE_DONE) return false;
  if (status != SQLITE_ROW) return database_->database.failed();
  lead.is_record = sqlite3_column_type(row, 3) != SQLITE_NULL;
  lead.id = bytes_column(row, 0);
  lead.line = static_cast<std::uint64_t>(sqlite3_column_int64(row, 1));
  lead.number = static_cast<std::uint64_t>(sqlite3_column_int64(row, 2));
  lead.text = bytes_column(row, 3);
  return true;
}

}  // namespace leadscore::runtime
