// The part of the quick reader that has lines read by native code, and describes them for it.
#include "runtime/records/json_scan.hpp"
#include "runtime/records/quick_lead_reader.hpp"
#include "runtime/records/quick_values.hpp"

#include <string_view>

namespace leadscore::runtime {

namespace {

using Use = jit::LineShape::Use;

/// So many lines show how the others look.
constexpr std::uint64_t kEnoughLines = 256;
/// Code that gives up more than one in so many is slower than none.
constexpr std::uint64_t kMostGivenUp = 4;

/// Something was found for a slot. False: the record had something for it before.
bool meet(jit::LineFrame& frame, std::uint64_t slot) {
  if (frame.met[slot] == frame.record) return false;
  frame.met[slot] = frame.record;
  return true;
}

const char* take_plain_text(jit::LineFrame* frame, std::uint32_t key, const char* at,
                            std::uint64_t slot) {
  const std::string_view text = plain_text_at(at);
  if (text.data() == nullptr || !meet(*frame, slot)) return frame->calls->take(frame, key, at);
  const BatchRows::Column& column = frame->rows.fields[slot];
  static_cast<std::string_view*>(column.values)[frame->lead] = text;
  column.known[frame->lead] = 1;
  return text.data() + text.size() + 1;
}

const char* take_few_digits(jit::LineFrame* frame, std::uint32_t key, const char* at,
                            std::uint64_t slot) {
  std::uint64_t number = 0;
  const char* const end = read_few_digits(at, number);
  if (end == nullptr || !meet(*frame, slot)) return frame->calls->take(frame, key, at);
  const BatchRows::Column& column = frame->rows.fields[slot];
  static_cast<double*>(column.values)[frame->lead] = static_cast<double>(number);
  column.known[frame->lead] = 1;
  return end;
}

const char* take_plain_id(jit::LineFrame* frame, std::uint32_t key, const char* at,
                          std::uint64_t slot) {
  const std::string_view text = plain_text_at(at);
  if (text.data() == nullptr || !meet(*frame, slot)) return frame->calls->take(frame, key, at);
  frame->rows.ids[frame->lead] = text;
  frame->has_id = true;
  return text.data() + text.size() + 1;
}

}  // namespace

const jit::LineCalls& QuickLeadReader::calls() {
  // Each takes over what the code added, does its part as if there were no code, and says where the
  // rows are now.
  static constexpr auto kPart = [](jit::LineFrame* frame, auto part) {
    LeadBatch& batch = *static_cast<LeadBatch*>(frame->batch);
    batch.take_rows(frame->rows);
    const auto done = part(*static_cast<QuickLeadReader*>(frame->reader), batch);
    frame->rows = batch.rows();
    return done;
  };
  static constexpr jit::LineCalls kCalls{
      .take =
          [](jit::LineFrame* frame, std::uint32_t key, const char* at) {
            return kPart(frame, [=](QuickLeadReader& reader, LeadBatch& batch) {
              return reader.take(*reader.native_keys_[key], at, batch);
            });
          },
      .take_text = take_plain_text,
      .take_number = take_few_digits,
      .take_id = take_plain_id,
      .take_event =
          [](jit::LineFrame* frame, const char* at) {
            return kPart(frame, [=](QuickLeadReader& reader, LeadBatch& batch) {
              return reader.events_.read_one(at, batch);
            });
          },
      .skip = [](const char* at) { return skip_json_value(at); },
      .note_event_id =
          [](jit::LineFrame* frame, const char* text, std::size_t size) {
            static_cast<QuickLeadReader*>(frame->reader)->events_.note_id({text, size});
          },
      .grow_events =
          [](jit::LineFrame* frame) {
            static_cast<void>(kPart(frame, [](QuickLeadReader&, LeadBatch& batch) {
              batch.grow_events();
              return true;
            }));
          },
  };
  return kCalls;
}

const char* QuickLeadReader::read_natively(const char* line, std::uint64_t line_number,
                                           std::uint64_t number, LeadBatch& batch) {
  begin_line(line_number, batch);
  events_.begin_array();
  frame_.batch = &batch;
  frame_.record = record_;
  frame_.lead = batch.last_lead();
  frame_.rows = batch.rows();
  frame_.has_id = false;
  const char* at = code_->read(line, frame_);
  batch.take_rows(frame_.rows);
  has_id_ = has_id_ || frame_.has_id;
  if (at != nullptr && events_.has_duplicates()) at = nullptr;
  return finish_line(at, number, batch);
}

void QuickLeadReader::use(const jit::LineCode* code) {
  code_ = code;
  lines_ = 0;
  given_up_ = 0;
  native_keys_.clear();
  if (code_ == nullptr) return;
  for (const jit::LineShape::Key& key : code_->shape().keys) {
    native_keys_.push_back(keys_.key_named(key.name));
    if (native_keys_.back() == nullptr) code_ = nullptr;
  }
  frame_.calls = &calls();
  frame_.reader = this;
  frame_.met = met_.data();
}

void QuickLeadReader::look_for_code(LineCodes& codes) {
  if (lines_ < kEnoughLines) return;
  const bool is_fit = code_ != nullptr && given_up_ * kMostGivenUp <= lines_;
  use(is_fit ? code_ : codes.code_for(*this, code_));
}

std::optional<jit::LineShape> QuickLeadReader::describe() const {
  constexpr std::size_t kMostKeys = 64;
  jit::LineShape shape;
  shape.is_spaced = keys_.is_spaced();
  for (const LearnedKey* const key : keys_.in_order(kMostKeys)) {
    jit::LineShape::Key& described =
        shape.keys.emplace_back(jit::LineShape::Key{.name = std::string(key->name())});
    described.comes_first = keys_.comes_first(*key);
    described.use = use_of(*key);
    described.slot = key->only_slot;
  }
  if (shape.keys.empty()) return std::nullopt;
  events_.describe(shape);
  return shape;
}

/// What native code can do with the value of a key.
Use QuickLeadReader::use_of(const LearnedKey& key) const {
  if (!key.is_used) return Use::kNone;
  if (key.only_slot == slots_.id) return Use::kId;
  if (key.only_slot == slots_.events) return Use::kEvents;
  if (key.only_slot >= fields_.size()) return Use::kOther;
  switch (fields_.common(key.only_slot)) {
    case Common::kAnyText:
      return Use::kText;
    case Common::kAnyNumber:
      return Use::kNumber;
    case Common::kNothing:
      break;
  }
  return Use::kOther;
}

}  // namespace leadscore::runtime
