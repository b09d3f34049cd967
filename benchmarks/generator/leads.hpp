// Synthetic leads as text: JSON lines with events, and CSV without.
#pragma once

#include "benchmarks/generator/world.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::benchmarks {

/// Makes one lead after the other, the same for the same seed. One thread at a time.
class LeadWriter {
 public:
  LeadWriter(const World& world, std::uint64_t seed);

  [[nodiscard]] std::string csv_header() const;

  /// Appends the next lead, in both forms, each with its line end.
  void write(std::string& json, std::string& csv);

 private:
  void draw_lead();
  void draw_email();
  void draw_events();
  void write_json(std::string& out) const;
  void write_csv(std::string& out) const;
  void write_time(std::int64_t seconds, std::string& out) const;

  struct Happening {
    std::size_t deed = 0;
    std::int64_t at = 0;  // Unix seconds
  };

  const World& world_;
  Random random_;
  Zipf event_counts_;
  std::vector<std::string> days_;  // "2026-01-31T", by the number of days before the last

  std::uint64_t id_ = 0;
  std::string first_name_;
  std::string email_;
  std::vector<const std::string*> texts_;  // null: missing
  std::vector<std::int64_t> numbers_;      // below 0: missing
  std::vector<Happening> events_;
};

}  // namespace leadscore::benchmarks
