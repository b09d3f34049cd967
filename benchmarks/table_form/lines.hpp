// JSON lines to scores in table form.
#pragma once

#include "benchmarks/table_form/lookup.hpp"
#include "benchmarks/table_form/reader.hpp"
#include "benchmarks/table_form/scorer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace leadscore::benchmarks {

/// Reads a file piece by piece and gives each of its leads to `take`. Views last for the call.
template <typename Take>
void for_each_lead(const std::string& path, const Take& take) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  constexpr std::size_t kLongestLine = std::size_t{1} << 16;
  const int file = open(path.c_str(), O_RDONLY);
  if (file < 0) throw std::runtime_error("cannot read " + path);
  std::vector<char> buffer(kLongestLine + kPiece + kPadding);
  const ShapeReader reader;
  RawLead lead;
  std::size_t kept = 0;  // the beginning of a line whose end was not read
  for (;;) {
    const ssize_t got = ::read(file, buffer.data() + kept, kPiece);
    if (got <= 0) break;
    const char* end = buffer.data() + kept + got;
    const char* begin = buffer.data();
    const void* last = memrchr(begin, '\n', static_cast<std::size_t>(end - begin));
    const char* stop = last ? static_cast<const char*>(last) + 1 : begin;
    while (begin < stop) {
      begin = reader.read(begin, lead);
      take(lead);
    }
    kept = static_cast<std::size_t>(end - stop);
    if (kept > kLongestLine) throw std::runtime_error("a line too long");
    std::memmove(buffer.data(), stop, kept);
  }
  close(file);
}

/// Looks up the texts of leads and scores them. One thread at a time.
class LineScorer {
 public:
  explicit LineScorer(Tables& tables) : tables_(tables), scorer_(tables) {
    const std::vector<std::string>& names = tables.rules.texts;
    if (!tables.company.is_used()) return;
    company_ =
        static_cast<std::size_t>(std::ranges::find(names, Tables::kCompany) - names.begin()) - 1;
    for (const auto& [value, tests] : tables.texts[company_].named()) {
      const std::string padded = value + std::string(kPadding, ' ');
      (void)texts_[company_].find(hash_of({padded.data(), value.size()}, 0), [&] {
        return tables_.texts[company_].find(value, tables_.entries);
      });
    }
  }

  /// Scores come by blocks, and are appended.
  void score(const RawLead& lead, std::vector<std::int32_t>& scores) {
    std::size_t count = 0;
    if (tables_.email.is_used()) {
      entries_[count++] = tables_.email.find(lead.texts[0].data() + lead.texts[0].size());
    }
    for (std::size_t i = 0; i < tables_.texts.size(); ++i) {
      const std::string_view text = lead.texts[i + 1];
      const TextTable& table = tables_.texts[i];
      if (text.empty() || !table.is_used()) continue;
      const std::uint64_t hash = hash_of(text, 0);
      entries_[count++] =
          i == company_ ? texts_[i].find_known(hash, [&] { return tables_.company.find(text); })
                        : texts_[i].find(hash, [&] { return table.find(text, tables_.entries); });
    }
    for (std::size_t i = 0; i < tables_.numbers.size(); ++i) {
      entries_[count++] = tables_.numbers[i].find(lead.numbers[i]);
    }
    find_rows(lead);
    scorer_.add_lead({entries_.data(), count}, rows_);
    if (scorer_.is_full()) finish(scores);
  }

  void finish(std::vector<std::int32_t>& scores) {
    const auto block = scorer_.finish_block();
    scores.insert(scores.end(), block.begin(), block.end());
  }

 private:
  void find_rows(const RawLead& lead) {
    rows_.clear();
    for (const RawLead::Event& event : lead.events) {
      // The first eight bytes tell the kinds apart, with the quote behind the shorter ones.
      const std::uint64_t hash = hash_of(event.subject, load_word(event.kind.data()));
      const std::uint32_t event_class =
          pairs_.find(hash, [&] { return tables_.events.find_class(event.kind, event.subject); });
      const auto age = static_cast<std::int32_t>(tables_.rules.as_of_seconds - event.at);
      rows_.push_back(tables_.events.row(event_class, age));
    }
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  Tables& tables_;
  TableScorer scorer_;
  std::size_t company_ = kNone;  // the text whose table holds only what rules name
  std::array<Lookup, RawLead::kTexts> texts_;
  Lookup pairs_;
  std::array<std::uint32_t, RawLead::kTexts + RawLead::kNumbers> entries_{};
  std::vector<std::uint32_t> rows_;
};

}  // namespace leadscore::benchmarks
