// Events by lead, of a file of events or of messages on lines of their own: in a private temporary
// database, which goes to disk by itself where it does not fit into its memory.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"
#include "runtime/columns/text_arena.hpp"
#include "runtime/records/given_event.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace leadscore::runtime {

/// First add() all (or pass_over()), then finish(), then find(). Errors: the disk is full.
class EventTable {
 public:
  /// `program` outlives it.
  [[nodiscard]] static Result<std::unique_ptr<EventTable>> create(const bytecode::Program& program);
  EventTable(const EventTable&) = delete;
  EventTable& operator=(const EventTable&) = delete;
  ~EventTable();

  /// Keeps what was given of a lead.
  [[nodiscard]] Result<void> add(std::string_view lead_id, const GivenEvents& given);
  /// Counts an event that belongs to no lead at all.
  void pass_over() { ++count_; }
  [[nodiscard]] Result<void> finish();

  /// Appends what was given of a lead to `given`, in the order in which it was added, until there
  /// is one event more than a lead may have (kMaxLeadEvents). Texts are kept in `arena`.
  [[nodiscard]] Result<void> find(std::string_view lead_id, TextArena& arena, GivenEvents& given);

  /// How many events (and traits) belong to leads that were never asked for, or to none.
  [[nodiscard]] std::uint64_t unjoined_count() const { return count_ - joined_count_; }

 private:
  struct Database;  // SQLite's, which no other file needs to see

  explicit EventTable(const bytecode::Program& program);

  [[nodiscard]] Result<void> add_event(std::string_view lead_id, const GivenEvent& given);
  [[nodiscard]] Result<void> add_traits(std::string_view lead_id, const GivenTraits& given);
  [[nodiscard]] Result<void> run_add();
  void take_row(TextArena& arena, GivenEvents& given) const;
  [[nodiscard]] Result<void> count_joined(std::string_view lead_id, std::uint64_t found);

  const bytecode::Program& program_;
  std::unique_ptr<Database> database_;
  std::string values_;  // of the row being added
  std::uint64_t count_ = 0;
  std::uint64_t joined_count_ = 0;
};

}  // namespace leadscore::runtime
