// Makes columns in the layout of Arrow's C data interface by hand, for tests: each with its schema
// and its array, whose memory it owns.
#pragma once

#include "runtime/records/arrow_abi.hpp"

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leadscore::runtime::testing {

template <class T>
using Cells = std::vector<std::optional<T>>;

class ArrowMade {
 public:
  using Owned = std::unique_ptr<ArrowMade>;

  ArrowMade(std::string name, std::string format, std::int64_t length)
      : name_(std::move(name)), format_(std::move(format)) {
    schema.name = name_.c_str();
    schema.format = format_.c_str();
    schema.flags = ARROW_FLAG_NULLABLE;
    schema.release = [](ArrowSchema* released) { released->release = nullptr; };
    array.length = length;
    array.release = [](ArrowArray* released) {
      if (released->private_data != nullptr) ++*static_cast<int*>(released->private_data);
      released->release = nullptr;
    };
    refresh();
  }
  ArrowMade(const ArrowMade&) = delete;
  ArrowMade& operator=(const ArrowMade&) = delete;

  /// A validity bitmap of what is there; none where all is.
  template <class T>
  void add_validity(const Cells<T>& cells) {
    std::vector<std::uint8_t> bits(cells.size() / 8 + 1);
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (cells[at]) bits[at / 8] = static_cast<std::uint8_t>(bits[at / 8] | 1U << (at % 8));
      if (!cells[at]) ++array.null_count;
    }
    add(bits, array.null_count == 0);
  }

  template <class T>
  void add(const std::vector<T>& values, bool is_null = false) {
    std::vector<char> bytes(values.size() * sizeof(T) + 1);
    if (!values.empty()) std::memcpy(bytes.data(), values.data(), values.size() * sizeof(T));
    memory_.push_back(std::move(bytes));
    buffers_.push_back(is_null ? nullptr : memory_.back().data());
    refresh();
  }

  void add_child(Owned child) {
    children_.push_back(std::move(child));
    schemas_.push_back(&children_.back()->schema);
    arrays_.push_back(&children_.back()->array);
    refresh();
  }

  void set_dictionary(Owned values) {
    dictionary_ = std::move(values);
    schema.dictionary = &dictionary_->schema;
    array.dictionary = &dictionary_->array;
  }

  [[nodiscard]] ArrowMade& child(std::size_t place) { return *children_[place]; }
  /// Counts releases.
  void count_in(int& count) { array.private_data = &count; }

  ArrowSchema schema{};
  ArrowArray array{};

 private:
  void refresh() {
    schema.n_children = static_cast<std::int64_t>(schemas_.size());
    schema.children = schemas_.data();
    array.n_children = schema.n_children;
    array.children = arrays_.data();
    array.n_buffers = static_cast<std::int64_t>(buffers_.size());
    array.buffers = buffers_.data();
  }

  std::string name_;
  std::string format_;
  std::vector<std::vector<char>> memory_;
  std::vector<const void*> buffers_;
  std::vector<Owned> children_;
  std::vector<ArrowSchema*> schemas_;
  std::vector<ArrowArray*> arrays_;
  Owned dictionary_;
};

/// Numbers of a fixed width, dates, timestamps.
template <class T>
ArrowMade::Owned made_fixed(std::string name, std::string format, const Cells<T>& cells) {
  auto made = std::make_unique<ArrowMade>(std::move(name), std::move(format),
                                          static_cast<std::int64_t>(cells.size()));
  made->add_validity(cells);
  std::vector<T> values;
  // What is null may hold anything.
  for (const auto& cell : cells) values.push_back(cell.value_or(T(99)));
  made->add(values);
  return made;
}

template <class Offset = std::int32_t>
ArrowMade::Owned made_texts(std::string name, const Cells<std::string>& cells) {
  auto made = std::make_unique<ArrowMade>(std::move(name), sizeof(Offset) == 4 ? "u" : "U",
                                          static_cast<std::int64_t>(cells.size()));
  made->add_validity(cells);
  std::vector<Offset> offsets{0};
  std::string bytes;
  for (const auto& cell : cells) {
    bytes += cell.value_or("null");
    offsets.push_back(static_cast<Offset>(bytes.size()));
  }
  made->add(offsets);
  made->add(std::vector<char>(bytes.begin(), bytes.end()));
  return made;
}

inline ArrowMade::Owned made_bools(std::string name, const Cells<bool>& cells) {
  auto made =
      std::make_unique<ArrowMade>(std::move(name), "b", static_cast<std::int64_t>(cells.size()));
  made->add_validity(cells);
  std::vector<std::uint8_t> bits(cells.size() / 8 + 1);
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (cells[at].value_or(true)) {
      bits[at / 8] = static_cast<std::uint8_t>(bits[at / 8] | 1U << (at % 8));
    }
  }
  made->add(bits);
  return made;
}

template <class Index>
ArrowMade::Owned made_dictionary(std::string name, std::string format, const Cells<Index>& indices,
                                 ArrowMade::Owned values) {
  auto made = made_fixed<Index>(std::move(name), std::move(format), indices);
  made->set_dictionary(std::move(values));
  return made;
}

/// Lists of so many of the items each.
template <class Offset = std::int32_t>
ArrowMade::Owned made_lists(std::string name, const Cells<int>& sizes, ArrowMade::Owned items) {
  auto made = std::make_unique<ArrowMade>(std::move(name), sizeof(Offset) == 4 ? "+l" : "+L",
                                          static_cast<std::int64_t>(sizes.size()));
  made->add_validity(sizes);
  std::vector<Offset> offsets{0};
  for (const auto& size : sizes) {
    offsets.push_back(offsets.back() + static_cast<Offset>(size.value_or(0)));
  }
  made->add(offsets);
  made->add_child(std::move(items));
  return made;
}

/// `rows`: which of them are there.
template <class... Columns>
ArrowMade::Owned made_struct(std::string name, const Cells<int>& rows, Columns... columns) {
  auto made =
      std::make_unique<ArrowMade>(std::move(name), "+s", static_cast<std::int64_t>(rows.size()));
  made->add_validity(rows);
  (made->add_child(std::move(columns)), ...);
  return made;
}

inline ArrowMade::Owned made_nulls(std::string name, std::int64_t length) {
  auto made = std::make_unique<ArrowMade>(std::move(name), "n", length);
  made->array.null_count = length;
  return made;
}

}  // namespace leadscore::runtime::testing
