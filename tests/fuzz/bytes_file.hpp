// Bytes that can be opened by a path, without a disk.
#pragma once

#include <string>
#include <string_view>

namespace leadscore::fuzz {

/// Lives in memory for as long as this is. One that cannot be made aborts.
class BytesFile {
 public:
  explicit BytesFile(std::string_view bytes);
  BytesFile(const BytesFile&) = delete;
  BytesFile& operator=(const BytesFile&) = delete;
  ~BytesFile();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  int descriptor_ = -1;
  std::string path_;
};

}  // namespace leadscore::fuzz
