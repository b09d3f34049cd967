// The places of one name in all files that an editor shows or that are used by them.
#pragma once

#include "tools/lsp/document.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leadscore::lsp {

struct Occurrence {
  std::string uri;
  std::uint32_t begin = 0;  // a byte of the file
  std::string_view written;
  Json range;
  bool declares = false;
};

/// Every place that has the name of `mention`, which is of the request's document: in the files of
/// its compilation, and in other open documents that share such a file and mean the same by a place
/// in it. In order of the files' addresses, each place once; modules of the standard library aside.
[[nodiscard]] std::vector<Occurrence> occurrences_of(const Request& request,
                                                     const Mention& mention);

}  // namespace leadscore::lsp
