// How the vectors of a state begin to grow.
#pragma once

#include <cstddef>
#include <vector>

namespace leadscore::runtime::state {

/// How many events most leads have, or less.
inline constexpr std::size_t kFewEvents = 8;

/// Before the first is added: most leads have a few events, and to grow with each of the first ones
/// would cost as much as all else that an event does.
template <class T>
inline void make_first_room(std::vector<T>& vector, std::size_t size) {
  if (vector.capacity() == 0) vector.reserve(size);
}

}  // namespace leadscore::runtime::state
