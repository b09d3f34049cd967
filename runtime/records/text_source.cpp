#include "runtime/records/text_source.hpp"

#include "runtime/records/ahead_source.hpp"
#include "runtime/records/gzip_source.hpp"
#include "runtime/records/utf16_source.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace leadscore::runtime {

namespace {

using namespace std::string_view_literals;

/// What is looked at to tell text from something else.
constexpr std::size_t kLookBytes = 4096;

/// Files that people take for text, by how they begin.
struct OtherFormat {
  std::string_view magic;
  std::string_view what;
  std::string_view help;
};

constexpr std::string_view kSaveAsCsv = "open it in a spreadsheet and save it as CSV (UTF-8)";
constexpr std::string_view kUnpack = "unpack it first";

constexpr std::array kOtherFormats{
    OtherFormat{"PK\x03\x04"sv, "an Excel workbook or a ZIP archive",
                "save the workbook as CSV (UTF-8), or unpack the archive"},
    OtherFormat{"\xD0\xCF\x11\xE0"sv, "an old Excel workbook", kSaveAsCsv},
    OtherFormat{"%PDF"sv, "a PDF", "export the records as CSV or JSON lines"},
    OtherFormat{"BZh"sv, "packed with bzip2", kUnpack},
    OtherFormat{"\xFD"
                "7zXZ"sv,
                "packed with xz", kUnpack},
    OtherFormat{"\x28\xB5\x2F\xFD"sv, "packed with zstd", kUnpack},
    OtherFormat{"PAR1"sv, "a Parquet file", "export it as CSV or JSON lines"},
    OtherFormat{"SQLite format 3\0"sv, "an SQLite database", "export the table as CSV"},
    OtherFormat{"\xFF\xFE\0\0"sv, "UTF-32 text", "save it as UTF-8"},
    OtherFormat{"\0\0\xFE\xFF"sv, "UTF-32 text", "save it as UTF-8"},
};

/// How text is encoded, and the size of the mark that says so.
struct Encoding {
  std::optional<Utf16Order> utf16;  // else UTF-8
  std::size_t mark_bytes = 0;
};

/// UTF-16 without a mark: in every pair that is ASCII the same byte is zero, and in records many
/// pairs are ASCII; in few the other one is (U+0100, U+4E00), in none are both. None if the zeros
/// do not lie so.
std::optional<Utf16Order> guess_utf16(std::string_view text) {
  std::size_t first_zeros = 0;
  std::size_t second_zeros = 0;
  const std::size_t pairs = text.size() / 2;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const bool is_first_zero = text[2 * pair] == '\0';
    const bool is_second_zero = text[2 * pair + 1] == '\0';
    if (is_first_zero && is_second_zero) return std::nullopt;
    if (is_first_zero) ++first_zeros;
    if (is_second_zero) ++second_zeros;
  }
  if (second_zeros > pairs / 4 && first_zeros * 4 < second_zeros) return Utf16Order::kLittleEndian;
  if (first_zeros > pairs / 4 && second_zeros * 4 < first_zeros) return Utf16Order::kBigEndian;
  return std::nullopt;
}

/// None: it is no text.
std::optional<Encoding> find_encoding(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF"sv)) return Encoding{std::nullopt, 3};
  if (text.starts_with("\xFF\xFE"sv)) return Encoding{Utf16Order::kLittleEndian, 2};
  if (text.starts_with("\xFE\xFF"sv)) return Encoding{Utf16Order::kBigEndian, 2};
  if (text.find('\0') == text.npos) return Encoding{};
  if (const auto order = guess_utf16(text)) return Encoding{order, 0};
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<PeekableSource>> decode_text(std::string_view name,
                                                    std::unique_ptr<ByteSource> bytes,
                                                    const InputLimits& limits) {
  const std::size_t block_bytes = limits.block_bytes;
  auto source = std::make_unique<PeekableSource>(std::move(bytes));
  const auto magic = source->peek(kGzipMagic.size());
  if (!magic) return magic.error();
  if (*magic == kGzipMagic) {
    std::unique_ptr<ByteSource> unpacked =
        std::make_unique<GzipSource>(std::string(name), std::move(source), block_bytes);
    if (limits.unpacking == Unpacking::kAhead) {
      unpacked = std::make_unique<AheadSource>(std::move(unpacked), block_bytes);
    }
    source = std::make_unique<PeekableSource>(std::move(unpacked));
  }
  const auto beginning = source->peek(kLookBytes);
  if (!beginning) return beginning.error();
  for (const OtherFormat& format : kOtherFormats) {
    if (!beginning->starts_with(format.magic)) continue;
    return Error{
        fmt::format("{} is {}, not JSON lines or CSV: {}", name, format.what, format.help)};
  }
  const auto encoding = find_encoding(*beginning);
  if (!encoding) {
    return Error{
        fmt::format("{} is not a text file (it has bytes whose value is 0): leads are read from "
                    "JSON lines or CSV, in UTF-8",
                    name)};
  }
  source->skip(encoding->mark_bytes);
  if (!encoding->utf16) return source;
  auto utf8 = std::make_unique<Utf16Source>(std::move(source), *encoding->utf16, block_bytes);
  return std::make_unique<PeekableSource>(std::move(utf8));
}

Result<TextInput> open_text(const std::string& path, const InputLimits& limits) {
  auto file = FileSource::open(path, limits.block_bytes);
  if (!file) return file.error();
  TextInput input;
  input.name = display_path(path);
  input.file = file->get();
  auto text = decode_text(input.name, std::move(*file), limits);
  if (!text) return text.error();
  input.text = std::move(*text);
  return input;
}

}  // namespace leadscore::runtime
