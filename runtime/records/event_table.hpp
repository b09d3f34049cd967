// The events of an events file, by lead: in a private temporary SQLite database, which goes to disk
// by itself where it does not fit into its memory.
#pragma once

#include "base/result.hpp"
#include "runtime/records/event_reader.hpp"
#include "runtime/records/text_arena.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace leadscore::runtime {

/// First add() all (or pass_over()), then finish(), then find(). Errors: the disk is full.
class EventTable {
 public:
  [[nodiscard]] static Result<std::unique_ptr<EventTable>> create();
  EventTable(const EventTable&) = delete;
  EventTable& operator=(const EventTable&) = delete;
  ~EventTable();

  [[nodiscard]] Result<void> add(std::string_view lead_id, const GivenEvent& given);
  /// Counts an event that belongs to no lead at all.
  void pass_over() { ++count_; }
  [[nodiscard]] Result<void> finish();

  /// Appends the events of a lead to `events`, in the order in which they were added. Texts are
  /// kept in `arena`.
  [[nodiscard]] Result<void> find(std::string_view lead_id, TextArena& arena,
                                  std::vector<GivenEvent>& events);

  /// How many events belong to leads that were never asked for, or to none.
  [[nodiscard]] std::uint64_t unjoined_count() const { return count_ - joined_count_; }

 private:
  struct Database;  // SQLite's, which no other file needs to see

  EventTable();

  [[nodiscard]] Result<void> run(const char* sql);
  [[nodiscard]] Error failed() const;

  std::unique_ptr<Database> database_;
  std::uint64_t count_ = 0;
  std::uint64_t joined_count_ = 0;
};

}  // namespace leadscore::runtime
