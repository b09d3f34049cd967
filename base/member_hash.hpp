// Hashes of values by all that they consist of: whether the same is there already.
#pragma once

#include "base/ids.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

namespace leadscore {

/// Takes values one after the other. Equal ones have the same hash, of one program run.
/// `MembersOf()(hash, value)` calls `hash(members...)` with those of a struct that count.
template <class MembersOf>
class MemberHash {
 public:
  template <class... Values>
  void operator()(const Values&... values) {
    (add(values), ...);
  }

  [[nodiscard]] std::size_t result() const { return static_cast<std::size_t>(state_); }

 private:
  void mix(std::uint64_t number) {
    state_ = (state_ ^ number) * 0x9E37'79B9'7F4A'7C15U;
    state_ ^= state_ >> 32U;
  }

  void add(double number) { mix(std::bit_cast<std::uint64_t>(number + 0.0)); }  // -0 equals 0
  template <class Tag>
  void add(Id<Tag> id) {
    mix(id.value);
  }
  template <class Value>
  void add(const std::vector<Value>& values) {
    mix(values.size());
    for (const Value& value : values) add(value);
  }
  template <class Value>
  void add(const std::optional<Value>& value) {
    mix(value.has_value() ? 1 : 0);
    if (value) add(*value);
  }
  template <class... Kinds>
  void add(const std::variant<Kinds...>& value) {
    mix(value.index());
    std::visit([this](const auto& kind) { this->add(kind); }, value);
  }
  template <class Value>
  void add(const Value& value) {
    if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>) {
      mix(static_cast<std::uint64_t>(value));
    } else {
      MembersOf()(*this, value);
    }
  }

  std::uint64_t state_ = 0;
};

}  // namespace leadscore
