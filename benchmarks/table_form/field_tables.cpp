#include "benchmarks/table_form/field_tables.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace leadscore::benchmarks {
namespace {

void set_bit(std::vector<std::uint64_t>& row, std::int32_t bit) {
  if (bit == kNowhere) return;
  const auto place = static_cast<std::size_t>(bit);
  row[place / 64] |= std::uint64_t{1} << (place % 64);
}

bool is_found(const Test& test, std::string_view value) {
  const std::string_view wanted = test.values.front();
  return test.kind == Test::Kind::kContains ? value.find(wanted) != std::string_view::npos
                                            : value.ends_with(wanted);
}

}  // namespace

FieldTests::FieldTests(const RuleSet& rules, std::string_view field, std::size_t words)
    : known_(words, 0) {
  const auto known = rules.known_bits.find(std::string(field));
  if (known != rules.known_bits.end()) set_bit(known_, known->second);
  for (const Test& test : rules.tests) {
    if (test.kind == Test::Kind::kEvents || test.field != field) continue;
    all_.push_back(&test);
  }
}

std::uint32_t FieldTests::entry(const std::vector<const Test*>& met, Entries& entries) const {
  std::int32_t points = 0;
  std::vector<std::uint64_t> row = known_;
  for (const Test* test : met) {
    points += test->points;
    set_bit(row, test->bit);
  }
  return entries.add(points, row);
}

TextTable::TextTable(const RuleSet& rules, std::string_view field, Entries& entries)
    : tests_(rules, field, entries.words()) {
  for (const Test* test : tests_.all()) {
    if (test->kind != Test::Kind::kIn) {
      searches_.push_back(test);
      continue;
    }
    for (const std::string& value : test->values) by_value_[value].push_back(test);
  }
}

std::uint32_t TextTable::find(std::string_view value, Entries& entries) const {
  std::vector<const Test*> met;
  if (const auto found = by_value_.find(std::string(value)); found != by_value_.end()) {
    met = found->second;
  }
  for (const Test* test : searches_) {
    if (is_found(*test, value)) met.push_back(test);
  }
  return tests_.entry(met, entries);
}

EndingTable::EndingTable(const RuleSet& rules, std::string_view field, Entries& entries) {
  const FieldTests tests(rules, field, entries.words());
  for (const Test* test : tests.all()) {
    const std::string& text = test->values.front();
    if (test->kind != Test::Kind::kEndsWith || text.size() > kBytes ||
        tests.all().size() > kBytes) {
      throw std::runtime_error("tests of " + test->field +
                               " that the table of endings has no room for");
    }
    std::array<char, kBytes> bytes{};
    std::array<char, kBytes> rest{};
    for (std::size_t i = 0; i < kBytes; ++i) {
      const bool is_text = i + text.size() >= kBytes;
      bytes[i] = is_text ? text[i + text.size() - kBytes] : '\0';
      rest[i] = is_text ? '\0' : '\xff';
    }
    endings_.push_back({_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data())),
                        _mm_loadu_si128(reinterpret_cast<const __m128i*>(rest.data()))});
  }
  for (std::size_t set = 0; set < std::size_t{1} << endings_.size(); ++set) {
    std::vector<const Test*> met;
    for (std::size_t i = 0; i < endings_.size(); ++i) {
      if (set >> i & 1) met.push_back(tests.all()[i]);
    }
    entries_.push_back(tests.entry(met, entries));
  }
}

WordTable::WordTable(const RuleSet& rules, std::string_view field, Entries& entries) {
  const FieldTests tests(rules, field, entries.words());
  std::vector<const Test*> searches;
  for (const Test* test : tests.all()) {
    if (test->kind == Test::Kind::kIn) continue;
    const std::string& text = test->values.front();
    if (test->kind != Test::Kind::kContains || text.size() < 2) return;
    searches.push_back(test);
    words_.push_back({text, _mm256_set1_epi8(text[0]), _mm256_set1_epi8(text[1])});
  }
  if (words_.size() > kMostWords) return;
  for (std::size_t set = 0; set < std::size_t{1} << words_.size(); ++set) {
    std::vector<const Test*> met;
    for (std::size_t i = 0; i < searches.size(); ++i) {
      if (set >> i & 1) met.push_back(searches[i]);
    }
    entries_.push_back(tests.entry(met, entries));
  }
}

NumberTable::NumberTable(const RuleSet& rules, std::string_view field, Entries& entries) {
  const FieldTests tests(rules, field, entries.words());
  std::vector<std::int64_t> begins;
  for (const Test* test : tests.all()) {
    begins.push_back(test->least);
    begins.push_back(test->most + 1);
  }
  std::erase_if(begins, [](std::int64_t begin) { return begin <= INT32_MIN || begin > INT32_MAX; });
  std::ranges::sort(begins);
  const auto repeated = std::ranges::unique(begins);
  begins.erase(repeated.begin(), repeated.end());

  const auto add_interval = [&](std::int64_t value) {
    std::vector<const Test*> met;
    for (const Test* test : tests.all()) {
      if (test->least <= value && value <= test->most) met.push_back(test);
    }
    intervals_.push_back(tests.entry(met, entries));
  };
  add_interval(begins.empty() ? 0 : begins.front() - 1);
  for (const std::int64_t begin : begins) {
    begins_.push_back(static_cast<std::int32_t>(begin));
    add_interval(begin);
  }
}

}  // namespace leadscore::benchmarks
