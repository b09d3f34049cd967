#include "base/kept_memory.hpp"

#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace leadscore {

void keep_memory() {
#if defined(__GLIBC__)
  // glibc comes to these two bounds by itself when it is given back a block as large.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

}  // namespace leadscore
