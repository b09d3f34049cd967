// The two sides of image_layout.hpp: bytes that are appended to, and bytes that are read.
#pragma once

#include "bytecode/image_layout.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace leadscore::bytecode {

/// Appends numbers and rows to an image.
class ImageWriter {
 public:
  template <class... Rows>
  void operator()(const Rows&... rows) {
    (put(rows), ...);
  }

  [[nodiscard]] std::string finish() { return std::move(bytes_); }

 private:
  template <class Number>
  void put_number(Number number) {
    for (std::size_t byte = 0; byte < sizeof(Number); ++byte) {
      bytes_ += static_cast<char>(static_cast<unsigned char>(number >> (8 * byte)));
    }
  }
  void put_count(std::size_t count) { put_number(static_cast<std::uint64_t>(count)); }

  void put(bool yes) { put_number(std::uint8_t{yes}); }
  void put(std::uint32_t number) { put_number(number); }
  void put(std::int32_t number) { put_number(static_cast<std::uint32_t>(number)); }
  void put(std::int64_t number) { put_number(static_cast<std::uint64_t>(number)); }
  void put(double number) { put_number(std::bit_cast<std::uint64_t>(number)); }
  void put(std::string_view text) {
    put_count(text.size());
    bytes_ += text;
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  template <class Tag>
  void put(Id<Tag> id) {
    put_number(id.value);
  }
  template <class Row>
  void put(const std::vector<Row>& rows) {
    put_count(rows.size());
    for (const Row& row : rows) put(row);
  }
  template <class IdType, class Row>
  void put(const Store<IdType, Row>& rows) {
    put_count(rows.size());
    for (const Row& row : rows) put(row);
  }
  template <class Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class... Kinds>
  void put(const std::variant<Kinds...>& value) {
    put_number(static_cast<std::uint8_t>(value.index()));
    std::visit([this](const auto& kind) { this->put(kind); }, value);
  }
  void put(const Interner& texts) {
    put_count(texts.size());
    for (std::uint32_t value = 0; value < texts.size(); ++value) put(texts.text(TextId(value)));
  }
  template <class Row>
  void put(const Row& row) {
    if constexpr (std::is_enum_v<Row>) {
      put_number(static_cast<std::uint8_t>(row));
    } else {
      lay_out(*this, row);
    }
  }

  std::string bytes_;
};

/// Reads rows from an image. What does not read leaves a problem, and everything after it stays as
/// it is. Nothing is added to a table before its bytes were there.
class ImageReader {
 public:
  explicit ImageReader(std::string_view bytes) : bytes_(bytes) {}

  template <class... Rows>
  void operator()(Rows&... rows) {
    (get(rows), ...);
  }

  /// What is wrong so far; empty: nothing.
  [[nodiscard]] std::string_view problem() const { return problem_; }
  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }

 private:
  [[nodiscard]] bool is_fine() const { return problem_.empty(); }
  void fail(std::string_view problem) {
    if (problem_.empty()) problem_ = problem;
  }

  template <class Number>
  [[nodiscard]] Number get_number() {
    if (bytes_.size() < sizeof(Number)) fail("it is too short");
    if (!is_fine()) return 0;
    Number number = 0;
    for (std::size_t byte = sizeof(Number); byte-- > 0;) {
      number = static_cast<Number>((number << (sizeof(Number) > 1 ? 8 : 0)) |
                                   static_cast<unsigned char>(bytes_[byte]));
    }
    bytes_.remove_prefix(sizeof(Number));
    return number;
  }

  /// How many rows follow: each of them takes a byte at least.
  [[nodiscard]] std::size_t get_count() {
    const auto count = get_number<std::uint64_t>();
    if (count > bytes_.size()) fail("it counts more rows than it has");
    return is_fine() ? static_cast<std::size_t>(count) : 0;
  }
  [[nodiscard]] std::string_view get_text() {
    const std::size_t size = get_count();
    const std::string_view text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return text;
  }

  void get(bool& yes) {
    const auto byte = get_number<std::uint8_t>();
    if (byte > 1) fail("a yes or no is neither");
    yes = byte == 1;
  }
  void get(std::uint32_t& number) { number = get_number<std::uint32_t>(); }
  void get(std::int32_t& number) {
    number = static_cast<std::int32_t>(get_number<std::uint32_t>());
  }
  void get(std::int64_t& number) {
    number = static_cast<std::int64_t>(get_number<std::uint64_t>());
  }
  void get(double& number) { number = std::bit_cast<double>(get_number<std::uint64_t>()); }
  void get(std::string& text) { text = get_text(); }
  template <class Tag>
  void get(Id<Tag>& id) {
    id.value = get_number<std::uint32_t>();
  }
  template <class Row>
  void get(std::vector<Row>& rows) {
    for (std::size_t left = get_count(); left > 0 && is_fine(); --left) {
      Row row{};
      get(row);
      rows.push_back(std::move(row));
    }
  }
  template <class IdType, class Row>
  void get(Store<IdType, Row>& rows) {
    for (std::size_t left = get_count(); left > 0 && is_fine(); --left) {
      Row row{};
      get(row);
      rows.add(std::move(row));
    }
  }
  template <class Value>
  void get(std::optional<Value>& value) {
    bool has_value = false;
    get(has_value);
    if (has_value) get(value.emplace());
  }
  template <class... Kinds>
  void get(std::variant<Kinds...>& value) {
    const auto index = get_number<std::uint8_t>();
    if (index >= sizeof...(Kinds)) fail("a row is of a kind that does not exist");
    if (is_fine()) get_kind(value, index, std::index_sequence_for<Kinds...>());
  }
  template <class Variant, std::size_t... Indexes>
  void get_kind(Variant& value, std::size_t index, std::index_sequence<Indexes...>) {
    (void)((index == Indexes && (get(value.template emplace<Indexes>()), true)) || ...);
  }
  void get(Interner& texts) {
    for (std::size_t left = get_count(); left > 0 && is_fine(); --left) {
      const std::size_t before = texts.size();
      texts.intern(get_text());
      if (is_fine() && texts.size() == before) fail("a text is there twice");
    }
  }
  template <class Row>
  void get(Row& row) {
    if constexpr (std::is_enum_v<Row>) {
      // Whether there is such an enumerator is for verify() to say.
      row = static_cast<Row>(get_number<std::uint8_t>());
    } else {
      lay_out(*this, row);
    }
  }

  std::string_view bytes_;
  std::string_view problem_;
};

}  // namespace leadscore::bytecode
