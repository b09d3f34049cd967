#include "base/kept_memory.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>

#include <sys/mman.h>
#include <unistd.h>
#endif

namespace leadscore {

namespace {

#if defined(__GLIBC__)
constexpr std::size_t kMmapThreshold = 32 << 20;

std::uintptr_t end_of_heap() { return reinterpret_cast<std::uintptr_t>(sbrk(0)); }

/// Makes the heap go on at a large page, and has it made of such from there on.
void use_large_pages() {
  constexpr std::uintptr_t kSmallPage = 4096;
  constexpr std::uintptr_t kLargePage = 2 << 20;
  const std::uintptr_t end = end_of_heap();
  const std::uintptr_t begin = (end + kSmallPage + kLargePage - 1) / kLargePage * kLargePage;
  // What the library notes before a block makes a small page of the one where it stands: the block
  // begins and ends a small page outside of the large ones.
  sbrk(static_cast<std::intptr_t>(begin - kSmallPage - end));
  // What is taken and given back stays as addresses. (Volatile: else the compiler leaves it out.)
  void* volatile block = std::malloc(kMmapThreshold - kLargePage + 2 * kSmallPage);
  std::free(block);
  if (end_of_heap() <= begin) return;  // malloc() is not the library's
  madvise(reinterpret_cast<void*>(begin), end_of_heap() - begin, MADV_HUGEPAGE);
}
#endif

}  // namespace

void keep_memory() {
#if defined(__GLIBC__)
  // glibc comes to these two bounds by itself when it is given back a block as large.
  mallopt(M_MMAP_THRESHOLD, kMmapThreshold);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  use_large_pages();
#endif
}

}  // namespace leadscore
