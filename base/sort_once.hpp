// A vector as a set: sorted, each value once.
#pragma once

#include <algorithm>
#include <vector>

namespace leadscore {

template <class T>
void sort_once(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace leadscore
