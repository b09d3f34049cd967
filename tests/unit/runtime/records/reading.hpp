// What the tests of reading have in common: programs made by hand, files made of bytes, and leads
// spelled as text, so that a test shows what goes in and what comes out.
#pragma once

#include "bytecode/program.hpp"
#include "runtime/columns/lead_batch.hpp"
#include "runtime/records/lead_line_reader.hpp"
#include "runtime/records/record_reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace leadscore::runtime::testing {

using bytecode::FieldType;

/// Block sizes at which everything must read the same.
inline constexpr std::size_t kBlockSizes[] = {1, 2, 7, 64, 1024 * 1024};

struct FieldOptions {
  std::string key{};  // else the name
  std::vector<std::string> known_values{};
  std::vector<std::string> unknown_as{};
  std::vector<double> unknown_as_numbers{};
  std::optional<bytecode::Value> default_value{};
};

/// A program made field by field and kind by kind.
class ProgramMaker {
 public:
  ProgramMaker& field(const std::string& name, FieldType type, FieldOptions options = {}) {
    bytecode::Field field;
    field.name = text(name);
    field.key = text(options.key.empty() ? name : options.key);
    field.type = type;
    for (const std::string& value : options.known_values) {
      field.known_values.push_back(text(value));
    }
    for (const std::string& value : options.unknown_as) field.unknown_as.push_back(text(value));
    for (const double value : options.unknown_as_numbers) field.unknown_as.push_back(value);
    field.default_value = options.default_value;
    program_.fields.add(std::move(field));
    return *this;
  }

  ProgramMaker& kind(const std::string& name, const std::string& subject,
                     const std::vector<std::string>& from = {}) {
    bytecode::EventKind kind;
    kind.name = text(name);
    kind.subject_name = text(subject);
    for (const std::string& other : from) kind.from.push_back(text(other));
    program_.kinds.add(std::move(kind));
    return *this;
  }

  /// The subjects of the kind made last are pages.
  ProgramMaker& of_pages() {
    program_.kinds[last_kind()].is_path = true;
    return *this;
  }

  /// An attribute of the kind made last.
  ProgramMaker& attribute(const std::string& name, FieldType type, FieldOptions options = {},
                          bytecode::AddressPart part = bytecode::AddressPart::kNone) {
    bytecode::Attribute attribute;
    attribute.name = text(name);
    attribute.type = type;
    for (const std::string& value : options.known_values) {
      attribute.known_values.push_back(text(value));
    }
    for (const std::string& value : options.unknown_as) attribute.unknown_as.push_back(text(value));
    for (const double value : options.unknown_as_numbers) attribute.unknown_as.push_back(value);
    attribute.address_part = part;
    program_.kinds[last_kind()].attributes.push_back(program_.attributes.add(std::move(attribute)));
    return *this;
  }

  /// As if a rule asked for `activity`.
  ProgramMaker& activity() {
    program_.selections.add(bytecode::Selection{});
    return *this;
  }

  TextId text(std::string_view text) { return program_.texts.intern(text); }

  [[nodiscard]] bytecode::Program make() { return std::move(program_); }

 private:
  [[nodiscard]] bytecode::KindId last_kind() const {
    return bytecode::KindId(static_cast<std::uint32_t>(program_.kinds.size() - 1));
  }

  bytecode::Program program_;
};

/// A file that is there as long as this is.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes, std::string_view name = "leads") {
    static int count = 0;
    const auto folder = std::filesystem::temp_directory_path();
    path_ = (folder / fmt::format("leadscore_{}_{}_{}", ::getpid(), ++count, name)).string();
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path_); }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// One gzip member.
inline std::string gzip(std::string_view bytes) {
  z_stream z{};
  REQUIRE(deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8,
                       Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&z, bytes.size()) + 32, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(packed.data());
  z.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
  packed.resize(z.total_out);
  deflateEnd(&z);
  return packed;
}

/// UTF-16 of code units, without a mark.
inline std::string utf16(std::u16string_view text, bool is_little_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += is_little_endian ? low : high;
    bytes += is_little_endian ? high : low;
  }
  return bytes;
}

inline std::string spell_value(const bytecode::Program& program, const LeadBatch& batch,
                               bytecode::FieldId field, std::size_t lead) {
  switch (program.fields[field].type) {
    case FieldType::kText:
    case FieldType::kOneOf:
      return fmt::format("\"{}\"", batch.text(field, lead));
    case FieldType::kNumber:
      return fmt::format("{}", batch.number(field, lead));
    case FieldType::kYesNo:
      return batch.yes(field, lead) ? "yes" : "no";
    case FieldType::kTime:
      return format_time(batch.time(field, lead));
    case FieldType::kAny:
      return "given";
    case FieldType::kListOfText: {
      std::string items = "[";
      for (std::size_t at = 0; at < batch.item_count(field, lead); ++at) {
        items += fmt::format("{}{}", at == 0 ? "" : "|", batch.item(field, lead, at));
      }
      return items + "]";
    }
  }
  return {};
}

inline std::string spell_attribute(FieldType type, const FieldValue& value) {
  switch (type) {
    case FieldType::kText:
    case FieldType::kOneOf:
      return fmt::format("\"{}\"", value.text);
    case FieldType::kNumber:
      return fmt::format("{}", value.number);
    case FieldType::kYesNo:
      return value.yes ? "yes" : "no";
    case FieldType::kTime:
      return format_time(value.time);
    case FieldType::kListOfText:
      return fmt::format("[{}]", fmt::join(value.items, "|"));
    case FieldType::kAny:
      return "given";
  }
  return {};
}

/// `{seconds=60}`; unknown ones are not there.
inline std::string spell_attributes(const bytecode::Program& program, const LeadBatch& batch,
                                    std::size_t lead, std::size_t event) {
  const bytecode::KindId kind = batch.event(lead, event).kind;
  if (!kind.is_valid()) return {};
  std::string spelled;
  for (const bytecode::AttributeId id : program.kinds[kind].attributes) {
    const FieldValue value = batch.attribute(lead, event, id);
    if (!value.is_known) continue;
    spelled += fmt::format("{}{}={}", spelled.empty() ? "" : " ",
                           program.texts.text(program.attributes[id].name),
                           spell_attribute(program.attributes[id].type, value));
  }
  return spelled.empty() ? spelled : "{" + spelled + "}";
}

/// `7: job_title="CTO" tags=[a|b] visited("/pricing")@2026-01-30T10:00:00Z{seconds=60}`; unknown
/// fields are not there, `?` is a kind that the program does not name.
inline std::string spell(const bytecode::Program& program, const LeadBatch& batch,
                         std::size_t lead) {
  std::string spelled = fmt::format("{}:", batch.id(lead));
  for (const bytecode::FieldId field : program.fields.ids()) {
    if (!batch.is_known(field, lead)) continue;
    spelled += fmt::format(" {}={}", program.texts.text(program.fields[field].name),
                           spell_value(program, batch, field, lead));
  }
  for (std::size_t at = 0; at < batch.event_count(lead); ++at) {
    const Event event = batch.event(lead, at);
    spelled += fmt::format(
        " {}({})", event.kind.is_valid() ? program.texts.text(program.kinds[event.kind].name) : "?",
        event.subject ? fmt::format("\"{}\"", *event.subject) : "");
    if (event.time) spelled += "@" + format_time(*event.time);
    spelled += spell_attributes(program, batch, lead, at);
  }
  return spelled;
}

/// All that came of reading a file.
struct Reading {
  std::vector<std::string> leads;    // spell()
  std::vector<std::uint64_t> lines;  // of the leads
  std::vector<std::string> rejects;  // `line: reason`
  std::vector<std::string> reject_texts;
  ReadReport report;
  std::string error;  // of opening or reading
};

inline Reading read_file(const bytecode::Program& program, ReaderOptions options,
                         std::size_t batch_size = 3) {
  Reading reading;
  options.on_reject = [&](const Reject& reject) {
    reading.rejects.push_back(fmt::format("{}: {}", reject.line, reject.reason));
    reading.reject_texts.emplace_back(reject.text);
  };
  auto reader = RecordReader::open(program, std::move(options));
  if (!reader) {
    reading.error = reader.error().message;
    return reading;
  }
  LeadBatch batch(program);
  while (true) {
    const auto read = (*reader)->read(batch, batch_size);
    if (!read) reading.error = read.error().message;
    if (!read || batch.size() == 0) break;
    for (std::size_t lead = 0; lead < batch.size(); ++lead) {
      reading.leads.push_back(spell(program, batch, lead));
      reading.lines.push_back(batch.line(lead));
    }
  }
  reading.report = (*reader)->report();
  return reading;
}

inline Reading read_bytes(const bytecode::Program& program, std::string_view bytes,
                          ReaderOptions options = {}) {
  const TemporaryFile file(bytes);
  options.path = file.path();
  return read_file(program, std::move(options));
}

/// The one lead of one JSON object.
inline std::string read_one(const bytecode::Program& program, std::string_view json) {
  LeadBatch batch(program);
  ReadReport report;
  const auto read = read_json_lead(program, json, "none", batch, report);
  if (!read) return read.error().message;
  return spell(program, batch, 0);
}

/// What did not read of one JSON object: `name: value is no type`, and how often.
inline std::vector<std::string> unread_of(const bytecode::Program& program, std::string_view json) {
  LeadBatch batch(program);
  ReadReport report;
  const auto read = read_json_lead(program, json, "none", batch, report);
  REQUIRE(read);
  std::vector<std::string> unread;
  for (const UnreadValue& value : report.unread_values) {
    unread.push_back(
        fmt::format("{}: {} is no {}, {}", value.name, value.value, value.type, value.count));
  }
  return unread;
}

using Texts = std::vector<std::string>;

}  // namespace leadscore::runtime::testing

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& texts) {
    return fmt::format("{{\n  {}}}", fmt::join(texts, "\n  ")).c_str();
  }
};
}  // namespace doctest
