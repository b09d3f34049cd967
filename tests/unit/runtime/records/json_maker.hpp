// Makes JSON lines at random: leads as they come in files, and everything that may be wrong or odd
// about them.
#pragma once

#include "tests/differential/random.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace leadscore::runtime::testing {

class JsonMaker {
 public:
  explicit JsonMaker(std::uint64_t seed) : random_(seed) {}

  /// A line with its end. Most are leads of one shape, as most lines of a file are.
  std::string line();
  /// A lead whose values read, without anything odd.
  std::string plain_lead();

 private:
  using Texts = std::initializer_list<std::string_view>;

  std::string odd_lead();
  std::string plain_event();
  std::string odd_event();
  std::string value(int depth);
  std::string number();
  std::string text();
  std::string object(int depth);
  std::string list(int depth);
  std::string space();
  void damage(std::string& line);

  differential::Random random_;
  bool is_spaced_ = false;
};

}  // namespace leadscore::runtime::testing
