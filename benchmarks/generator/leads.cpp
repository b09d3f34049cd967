#include "benchmarks/generator/leads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <iterator>

namespace leadscore::benchmarks {
namespace {

constexpr std::size_t kMostEvents = 40;
constexpr std::int64_t kMissing = -1;

/// The dates of the days before the one of `as_of`, the latest first.
std::vector<std::string> dates() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i <= kDaysOfEvents; ++i) {
    const std::chrono::sys_days day{std::chrono::days(kAsOf / kDay - 1 - static_cast<long>(i))};
    const std::chrono::year_month_day date(day);
    all.push_back(fmt::format("{:04}-{:02}-{:02}T", static_cast<int>(date.year()),
                              static_cast<unsigned>(date.month()),
                              static_cast<unsigned>(date.day())));
  }
  return all;
}

void append_two_digits(std::int64_t value, std::string& out) {
  out += static_cast<char>('0' + value / 10);
  out += static_cast<char>('0' + value % 10);
}

void append_number(std::int64_t value, std::string& out) {
  fmt::format_to(std::back_inserter(out), "{}", value);
}

void append_pair(std::string_view key, std::string_view value, std::string& out) {
  ((((out += ",\"") += key) += "\":\"") += value) += '"';
}

}  // namespace

LeadWriter::LeadWriter(const World& world, std::uint64_t seed)
    : world_(world), random_(seed), event_counts_(kMostEvents + 1, 1.0), days_(dates()) {}

std::string LeadWriter::csv_header() const {
  std::string out = "id,first_name,email";
  for (const TextField& field : world_.texts) (out += ',') += field.name;
  for (const NumberField& field : world_.numbers) (out += ',') += field.name;
  return out + '\n';
}

void LeadWriter::write(std::string& json, std::string& csv) {
  draw_lead();
  write_json(json);
  write_csv(csv);
}

void LeadWriter::draw_lead() {
  ++id_;
  draw_email();
  texts_.clear();
  for (const TextField& field : world_.texts) {
    const std::string& value = field.values[field.frequency.draw(random_)];
    texts_.push_back(random_.has_luck(field.missing) ? nullptr : &value);
  }
  numbers_.clear();
  for (std::size_t i = 0; i < world_.numbers.size(); ++i) {
    const std::int64_t value = draw_number(i, random_);
    numbers_.push_back(random_.has_luck(world_.numbers[i].missing) ? kMissing : value);
  }
  draw_events();
}

void LeadWriter::draw_email() {
  first_name_ = random_.one_of(world_.first_names);
  email_ = fmt::format("{}.{}{}@{}", first_name_, random_.one_of(world_.last_names),
                       random_.below(1'000'000), random_.one_of(world_.domains));
  std::ranges::transform(email_, email_.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
}

/// Recent ones are more frequent; written in the order in which they happened.
void LeadWriter::draw_events() {
  events_.resize(event_counts_.draw(random_));
  for (Happening& event : events_) {
    const double age = random_.unit();
    event.deed = world_.deed_frequency.draw(random_);
    event.at = kAsOf - 1 - static_cast<std::int64_t>(age * age * kDaysOfEvents * kDay);
  }
  std::ranges::sort(events_, {}, &Happening::at);
}

void LeadWriter::write_json(std::string& out) const {
  out += R"({"id":")";
  append_number(static_cast<std::int64_t>(id_), out);
  out += '"';
  append_pair("first_name", first_name_, out);
  append_pair("email", email_, out);
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (texts_[i]) {
      append_pair(world_.texts[i].name, *texts_[i], out);
    } else {
      ((out += ",\"") += world_.texts[i].name) += "\":null";
    }
  }
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    if (numbers_[i] == kMissing) continue;  // a key that is not there, unlike a text that is null
    ((out += ",\"") += world_.numbers[i].name) += "\":";
    append_number(numbers_[i], out);
  }
  out += R"(,"events":[)";
  for (const Happening& event : events_) {
    const Deed& deed = world_.deeds[event.deed];
    if (&event != events_.data()) out += ',';
    ((out += R"({"type":")") += deed.kind) += '"';
    append_pair("subject", deed.subject, out);
    out += R"(,"at":")";
    write_time(event.at, out);
    out += "\"}";
  }
  out += "]}\n";
}

void LeadWriter::write_csv(std::string& out) const {
  append_number(static_cast<std::int64_t>(id_), out);
  (((out += ',') += first_name_) += ',') += email_;
  for (const std::string* text : texts_) {
    out += ',';
    if (text) out += *text;
  }
  for (const std::int64_t number : numbers_) {
    out += ',';
    if (number != kMissing) append_number(number, out);
  }
  out += '\n';
}

void LeadWriter::write_time(std::int64_t seconds, std::string& out) const {
  const std::int64_t day = seconds / kDay;
  const std::int64_t second = seconds % kDay;
  out += days_[static_cast<std::size_t>(kAsOf / kDay - 1 - day)];
  append_two_digits(second / 3600, out);
  out += ':';
  append_two_digits(second / 60 % 60, out);
  out += ':';
  append_two_digits(second % 60, out);
  out += 'Z';
}

}  // namespace leadscore::benchmarks
