// Leads as columns in memory: texts as codes of a dictionary, numbers, and events side by side.
#pragma once

#include "benchmarks/table_form/lookup.hpp"
#include "benchmarks/table_form/reader.hpp"
#include "benchmarks/table_form/scorer.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leadscore::benchmarks {

class Columns {
 public:
  void add(const RawLead& lead) {
    emails_ += lead.texts[0];
    email_ends_.push_back(emails_.size());
    for (std::size_t i = 0; i < kCoded; ++i) codes_[i].push_back(code(i, lead.texts[i + 1]));
    for (std::size_t i = 0; i < lead.numbers.size(); ++i) numbers_[i].push_back(lead.numbers[i]);
    for (const RawLead::Event& event : lead.events) {
      const auto [found, is_new] = pair_codes_.try_emplace(
          std::string(event.kind) + '\n' + std::string(event.subject), pairs_.size());
      if (is_new) pairs_.emplace_back(event.kind, event.subject);
      event_pairs_.push_back(static_cast<std::uint16_t>(found->second));
      event_times_.push_back(event.at);
    }
    event_ends_.push_back(event_pairs_.size());
  }

  [[nodiscard]] std::size_t size() const { return event_ends_.size(); }

  /// What the tables say of every code and pair: once per distinct value, before leads are scored.
  struct Coded {
    std::vector<std::vector<std::uint32_t>> entries;  // by text field and code
    std::vector<std::uint32_t> classes;               // by pair
  };
  [[nodiscard]] Coded look_up(Tables& tables) const {
    Coded coded;
    for (std::size_t i = 0; i < kCoded; ++i) {
      std::vector<std::uint32_t>& entries = coded.entries.emplace_back();
      entries.push_back(0);  // the code of what is missing
      for (std::size_t at = 1; at < values_[i].size(); ++at) {
        entries.push_back(tables.texts[i].find(values_[i][at], tables.entries));
      }
    }
    for (const auto& [kind, subject] : pairs_) {
      coded.classes.push_back(tables.events.find_class(kind, subject));
    }
    return coded;
  }

  /// Scores all leads, in their order.
  template <typename Take>
  void score(const Tables& tables, const Coded& coded, TableScorer& scorer,
             const Take& take) const {
    std::vector<std::uint32_t> entries;
    std::vector<std::uint32_t> rows;
    std::size_t event = 0;
    for (std::size_t lead = 0; lead < size(); ++lead) {
      entries.clear();
      rows.clear();
      if (tables.email.is_used()) {
        entries.push_back(tables.email.find(emails_.data() + email_ends_[lead]));
      }
      for (std::size_t i = 0; i < kCoded; ++i) {
        if (tables.texts[i].is_used()) entries.push_back(coded.entries[i][codes_[i][lead]]);
      }
      for (std::size_t i = 0; i < numbers_.size(); ++i) {
        entries.push_back(tables.numbers[i].find(numbers_[i][lead]));
      }
      for (; event < event_ends_[lead]; ++event) {
        const auto age =
            static_cast<std::int32_t>(tables.rules.as_of_seconds - event_times_[event]);
        rows.push_back(tables.events.row(coded.classes[event_pairs_[event]], age));
      }
      scorer.add_lead(entries, rows);
      if (scorer.is_full()) take(scorer.finish_block());
    }
    take(scorer.finish_block());
  }

 private:
  static constexpr std::size_t kCoded = RawLead::kTexts - 1;

  std::uint32_t code(std::size_t field, std::string_view value) {
    if (values_[field].empty()) {
      values_[field].emplace_back();
      value_codes_[field].emplace("", 0);
    }
    const auto [found, is_new] = value_codes_[field].try_emplace(
        std::string(value), static_cast<std::uint32_t>(values_[field].size()));
    if (is_new) values_[field].emplace_back(value);
    return found->second;
  }

  std::string emails_ = std::string(EndingTable::kBytes, ' ');
  std::vector<std::size_t> email_ends_;
  std::array<std::vector<std::uint32_t>, kCoded> codes_;
  std::array<std::vector<std::string>, kCoded> values_;
  std::array<std::unordered_map<std::string, std::uint32_t>, kCoded> value_codes_;
  std::array<std::vector<std::int32_t>, RawLead::kNumbers> numbers_;
  std::vector<std::uint16_t> event_pairs_;
  std::vector<std::int64_t> event_times_;
  std::vector<std::size_t> event_ends_;  // by lead
  std::vector<std::pair<std::string, std::string>> pairs_;
  std::unordered_map<std::string, std::size_t> pair_codes_;
};

}  // namespace leadscore::benchmarks
