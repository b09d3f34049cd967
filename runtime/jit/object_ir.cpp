#include "runtime/jit/object_ir.hpp"

#include <cstddef>

namespace leadscore::runtime::jit {

namespace {

/// What walk_object() makes: for each key a block that looks for it behind others, and one that
/// takes its value. The place in the line is in memory, which LLVM makes a register of.
class ObjectWalk {
 public:
  ObjectWalk(IrText& ir, const std::vector<IrKey>& keys, bool is_spaced)
      : ir_(ir), keys_(keys), comma_(is_spaced ? ", " : ","), colon_(is_spaced ? ": " : ":") {
    for (std::size_t key = 0; key < keys.size(); ++key) {
      nexts_.push_back(ir.new_block());
      values_.push_back(ir.new_block());
    }
    nexts_.push_back(ir.new_block());
  }

  std::string walk(const std::string& begin, const std::string& otherwise) {
    find_first(begin, otherwise);
    for (std::size_t key = 0; key < keys_.size(); ++key) {
      ir_.begin_block(nexts_[key]);
      look_for(key, ir_.load("ptr", "%cursor"), comma_, nexts_[key + 1]);
      ir_.begin_block(values_[key]);
      ir_.store("ptr", keys_[key].take(ir_.load("ptr", "%cursor")), "%cursor");
      ir_.jump(nexts_[key + 1]);
    }
    ir_.begin_block(nexts_.back());
    const std::string brace = ir_.load("ptr", "%cursor");
    ir_.require(ir_.is_byte(brace, '}'), otherwise);
    return ir_.behind(brace, 1);
  }

 private:
  void find_first(const std::string& begin, const std::string& otherwise) {
    for (std::size_t key = 0; key < keys_.size(); ++key) {
      if (!keys_[key].comes_first) continue;
      const std::string other = ir_.new_block();
      look_for(key, begin, "{", other);
      ir_.begin_block(other);
    }
    ir_.jump(otherwise);
  }

  void look_for(std::size_t key, const std::string& at, std::string_view before,
                const std::string& otherwise) {
    const std::string spelling = fmt::format("{}\"{}\"{}", before, keys_[key].name, colon_);
    ir_.require_bytes(at, spelling, otherwise);
    ir_.store("ptr", ir_.behind(at, spelling.size()), "%cursor");
    ir_.jump(values_[key]);
  }

  IrText& ir_;
  const std::vector<IrKey>& keys_;
  std::string_view comma_;
  std::string_view colon_;
  std::vector<std::string> nexts_;   // by key; the last: where none is left
  std::vector<std::string> values_;  // by key: takes the value at `%cursor`
};

}  // namespace

std::string walk_object(IrText& ir, const std::string& at, const std::vector<IrKey>& keys,
                        bool is_spaced, const std::string& otherwise) {
  return ObjectWalk(ir, keys, is_spaced).walk(at, otherwise);
}

}  // namespace leadscore::runtime::jit
