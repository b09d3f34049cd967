#include "bytecode/image.hpp"

#include "bytecode/image_bytes.hpp"
#include "bytecode/verify.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <utility>

namespace leadscore::bytecode {
namespace {

/// As PNG has it: a byte that no text begins with, and line ends, so that one who sends an image as
/// a text is found out at once.
constexpr std::string_view kMagic = "\x8BLEADSCORE\r\n\x1A\n";

/// What stands between the magic number and the program.
struct Header {
  std::uint32_t version = kImageVersion;
  std::int64_t size = 0;
  std::int64_t checksum = 0;
};
constexpr std::size_t kHeaderSize = 4 + 8 + 8;

std::int64_t checksum_of(std::string_view bytes) {
  return static_cast<std::int64_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

Error damaged(std::string_view problem) {
  return {fmt::format("the compiled model is damaged: {}", problem)};
}

}  // namespace

std::string write_image(const Program& program) {
  ImageWriter body;
  body(program);
  const std::string bytes = body.finish();
  ImageWriter header;
  header(kImageVersion, static_cast<std::int64_t>(bytes.size()), checksum_of(bytes));
  return std::string(kMagic) + header.finish() + bytes;
}

bool is_image(std::string_view bytes) { return bytes.starts_with(kMagic); }

Result<Program> read_image(std::string_view image) {
  if (!is_image(image)) return Error{"this is no compiled Leadscore model"};
  image.remove_prefix(kMagic.size());
  if (image.size() < kHeaderSize) return damaged("it is too short");
  Header header;
  ImageReader(image.substr(0, kHeaderSize))(header.version, header.size, header.checksum);
  image.remove_prefix(kHeaderSize);
  if (header.version != kImageVersion) {
    return Error{
        fmt::format("the compiled model has format {}, but this program reads format {}: "
                    "compile the model again",
                    header.version, kImageVersion)};
  }
  if (header.size < 0 || static_cast<std::uint64_t>(header.size) != image.size()) {
    return damaged(fmt::format("it has {} bytes instead of {}", image.size(), header.size));
  }
  if (header.checksum != checksum_of(image)) return damaged("its checksum is wrong");

  Program program;
  ImageReader reader(image);
  reader(program);
  if (!reader.problem().empty()) return damaged(reader.problem());
  if (!reader.is_at_end()) return damaged("something follows its end");
  if (Result<void> verified = verify(program); !verified) return damaged(verified.error().message);
  return program;
}

}  // namespace leadscore::bytecode
