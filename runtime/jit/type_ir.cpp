#include "runtime/jit/type_ir.hpp"

#include "runtime/jit/json_ir.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace leadscore::runtime::jit {

namespace {

/// Of a place: the text and its closing quote, filled up, as a mask which of the bytes those are,
/// kind and slot.
constexpr std::size_t kTextBytes = 32;
constexpr std::size_t kPlaceBytes = 64;
constexpr std::size_t kMask = kTextBytes;
constexpr std::size_t kKind = kMask + sizeof(std::uint32_t);
constexpr std::size_t kSlot = kKind + sizeof(std::uint32_t);

/// The eight bytes before the closing quote, as a processor loads them. Short texts are behind the
/// key, which is always the same.
std::uint64_t last_word(const LineShape& shape, std::string_view text) {
  std::string before(sizeof(std::uint64_t), '{');
  for (const LineShape::EventKey& key : shape.event_keys) {
    if (key.use != LineShape::EventUse::kType) continue;
    before += fmt::format("\"{}\":{}\"", key.name, shape.is_spaced ? " " : "");
  }
  before += text;
  std::uint64_t word = 0;
  std::memcpy(&word, before.data() + before.size() - sizeof word, sizeof word);
  return word;
}

std::string spelled_place(const LineShape::Type* type) {
  std::vector<int> bytes(kTextBytes);
  std::uint32_t mask = 1;  // no text begins with a zero
  LineShape::Type none;
  if (type != nullptr) {
    const std::string text = type->text + '"';
    std::copy(text.begin(), text.end(), bytes.begin());
    for (int& byte : bytes) byte &= 0xFF;
    mask = static_cast<std::uint32_t>((std::uint64_t{1} << text.size()) - 1);
  } else {
    type = &none;
  }
  return fmt::format(
      "{{ <32 x i8>, [8 x i32] }} {{ <32 x i8> {}, [8 x i32] [i32 {}, i32 {}, i32 {}"
      ", i32 0, i32 0, i32 0, i32 0, i32 0] }}",
      ir_vector("i8", bytes), mask, type->kind.value, type->subject_slot);
}

}  // namespace

TypeTable::TypeTable(const LineShape& shape) : types_(shape.types) {
  std::vector<std::uint64_t> words;
  for (const LineShape::Type& type : types_) words.push_back(last_word(shape, type.text));
  // Some factor sends them to different places, the sooner the more places there are.
  constexpr unsigned kMostPlaceBits = 8;
  while ((std::size_t{1} << place_bits_) < 2 * words.size()) ++place_bits_;
  for (int tries = 1; !place_types(words); ++tries) {
    factor_ = factor_ * 0xD1342543DE82EF95U + 2;
    if (tries % 64 == 0 && place_bits_ < kMostPlaceBits) ++place_bits_;
    if (tries == 1024) break;  // types that end alike: some have no place
  }
}

/// Whether each has its own place.
bool TypeTable::place_types(const std::vector<std::uint64_t>& words) {
  places_.assign(std::size_t{1} << place_bits_, nullptr);
  bool is_done = true;
  for (std::size_t type = 0; type < words.size(); ++type) {
    if (types_[type].text.size() >= kTextBytes) continue;
    const LineShape::Type*& place = places_[(words[type] * factor_) >> (64 - place_bits_)];
    is_done = is_done && place == nullptr;
    if (place == nullptr) place = &types_[type];
  }
  return is_done;
}

std::string TypeTable::constant() const {
  std::string places;
  for (const LineShape::Type* const type : places_) {
    places += (places.empty() ? "" : ", ") + spelled_place(type);
  }
  return fmt::format(
      "@types = internal constant [{} x {{ <32 x i8>, [8 x i32] }}] [{}], align 64\n",
      places_.size(), places);
}

IrType TypeTable::find(IrText& ir, const std::string& at, const std::string& otherwise) const {
  const IrTextValue text = find_text(ir, at, otherwise);
  // The line began with a brace and more before, so that there are as many bytes.
  const std::string last = ir.make("getelementptr i8, ptr {}, i64 -9", text.end);
  const std::string product = ir.make("mul i64 {}, {}", ir.load("i64", last), factor_);
  const std::string place =
      ir.element("@types", kPlaceBytes, ir.make("lshr i64 {}, {}", product, 64 - place_bits_));
  const std::string found = ir.load("<32 x i8>", text.begin);
  const std::string sought = ir.load("<32 x i8>", place);
  const std::string same = ir.make("icmp eq <32 x i8> {}, {}", found, sought);
  const std::string bits = ir.make("bitcast <32 x i1> {} to i32", same);
  const std::string mask = ir.load("i32", place, kMask);
  const std::string wanted = ir.make("and i32 {}, {}", bits, mask);
  ir.require(ir.make("icmp eq i32 {}, {}", wanted, mask), otherwise);
  return {.kind = ir.load("i32", place, kKind),
          .subject_slot = ir.load("i32", place, kSlot),
          .end = text.end};
}

}  // namespace leadscore::runtime::jit
