#include "tests/fuzz/bytes_file.hpp"

#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

namespace leadscore::fuzz {

BytesFile::BytesFile(std::string_view bytes)
    : descriptor_(::memfd_create("leadscore_fuzz", MFD_CLOEXEC)) {
  if (descriptor_ < 0) std::abort();
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written <= 0) std::abort();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  path_ = "/proc/self/fd/" + std::to_string(descriptor_);
}

BytesFile::~BytesFile() { ::close(descriptor_); }

}  // namespace leadscore::fuzz
