// The table form of a rule set, for leads whose fields and events were looked up already.
#pragma once

#include "benchmarks/table_form/block.hpp"
#include "benchmarks/table_form/event_tables.hpp"
#include "benchmarks/table_form/field_tables.hpp"
#include "benchmarks/table_form/rule_set.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace leadscore::benchmarks {

/// The rules and their look-ups. Scoring itself is TableScorer's.
struct Tables {
  static constexpr std::string_view kCompany = "company";  // 181,000 of them

  explicit Tables(RuleSet read)
      : rules(std::move(read)),
        entries(rules.bits),
        email(rules, rules.texts.front(), entries),
        company(rules, kCompany, entries),
        events(rules) {
    for (std::size_t i = 1; i < rules.texts.size(); ++i) {
      texts.emplace_back(rules, rules.texts[i], entries);
    }
    for (const std::string& name : rules.numbers) numbers.emplace_back(rules, name, entries);
  }

  RuleSet rules;
  Entries entries;
  EndingTable email;             // RuleSet::texts' first
  WordTable company;             // for those that no rule names
  std::vector<TextTable> texts;  // the others
  std::vector<NumberTable> numbers;
  EventTables events;
};

/// Scores up to 64 leads at a time. One thread at a time.
class TableScorer {
 public:
  explicit TableScorer(const Tables& tables);

  /// The next lead of the block: the entries of its fields, and the rows of its events
  /// (EventTables::row).
  void add_lead(std::span<const std::uint32_t> entries, std::span<const std::uint32_t> rows) {
    std::uint64_t* bits = bits_.data() + leads_ * planes_.words();
    scores_[leads_] = add_fields_(tables_, entries, bits + event_words_);
    if (event_words_ > 0) {
      count_events_(tables_.events, rows, bits);
    } else if (!rows.empty()) {
      scores_[leads_] += count_sparse(rows, bits);
    }
    ++leads_;
  }

  [[nodiscard]] bool is_full() const { return leads_ == kBlockLeads; }

  /// The scores of the leads of the block, which begins anew. The view lasts until the next lead.
  [[nodiscard]] std::span<const std::int32_t> finish_block();

 private:
  using AddFields = std::int32_t (*)(const Tables&, std::span<const std::uint32_t>, std::uint64_t*);
  using CountEvents = void (*)(const EventTables&, std::span<const std::uint32_t>, std::uint64_t*);

  std::int32_t count_sparse(std::span<const std::uint32_t> rows, std::uint64_t* bits);

  const Tables& tables_;
  std::size_t event_words_;
  Planes planes_;
  AddFields add_fields_;
  CountEvents count_events_;
  std::size_t leads_ = 0;
  std::vector<std::uint64_t> bits_;
  std::vector<std::int32_t> scores_;
  std::vector<std::uint64_t> counts_;   // sparse: by pattern
  std::vector<std::uint16_t> touched_;  // sparse: patterns whose counts are not 0
};

}  // namespace leadscore::benchmarks
