#include "runtime/jit/json_ir.hpp"

#include "runtime/jit/line_frame.hpp"

#include <cstddef>
#include <cstdint>

namespace leadscore::runtime::jit {

namespace {

/// `@find_special` is find_special_byte() of json_scan: most texts end within the first step.
constexpr std::string_view kFunctions = R"(
declare i32 @llvm.cttz.i32(i32, i1)

define internal i32 @special_bytes(ptr %at) alwaysinline {
  %bytes = load <32 x i8>, ptr %at, align 1
  %quotes = icmp eq <32 x i8> %bytes, splat (i8 34)
  %backslashes = icmp eq <32 x i8> %bytes, splat (i8 92)
  %controls = icmp ult <32 x i8> %bytes, splat (i8 32)
  %marks = or <32 x i1> %quotes, %backslashes
  %all = or <32 x i1> %marks, %controls
  %bits = bitcast <32 x i1> %all to i32
  ret i32 %bits
}

define internal ptr @find_special_far(ptr %begin) noinline {
entry:
  br label %step
step:
  %at = phi ptr [ %begin, %entry ], [ %next, %step ]
  %bits = call i32 @special_bytes(ptr %at)
  %is_here = icmp ne i32 %bits, 0
  %next = getelementptr i8, ptr %at, i64 32
  br i1 %is_here, label %found, label %step
found:
  %place = call i32 @llvm.cttz.i32(i32 %bits, i1 true)
  %offset = zext i32 %place to i64
  %end = getelementptr i8, ptr %at, i64 %offset
  ret ptr %end
}

define internal ptr @find_special(ptr %at) alwaysinline {
entry:
  %bits = call i32 @special_bytes(ptr %at)
  %is_here = icmp ne i32 %bits, 0
  br i1 %is_here, label %near, label %far, !prof !0
near:
  %place = call i32 @llvm.cttz.i32(i32 %bits, i1 true)
  %offset = zext i32 %place to i64
  %near_end = getelementptr i8, ptr %at, i64 %offset
  ret ptr %near_end
far:
  %next = getelementptr i8, ptr %at, i64 32
  %far_end = call ptr @find_special_far(ptr %next)
  ret ptr %far_end
}

!0 = !{ !"branch_weights", i32 1000, i32 1 }
)";

}  // namespace

std::string_view json_functions() { return kFunctions; }

std::string load_call(IrText& ir, std::size_t offset) {
  const std::string calls = ir.load("ptr", "%frame", offsetof(LineFrame, calls));
  return ir.load("ptr", calls, offset);
}

IrTextValue find_text(IrText& ir, const std::string& at, const std::string& otherwise) {
  ir.require(ir.is_byte(at, '"'), otherwise);
  const std::string begin = ir.behind(at, 1);
  const std::string quote = ir.make("call ptr @find_special(ptr {})", begin);
  ir.require(ir.is_byte(quote, '"'), otherwise);
  const std::string from = ir.make("ptrtoint ptr {} to i64", begin);
  const std::string to = ir.make("ptrtoint ptr {} to i64", quote);
  return {.begin = begin, .size = ir.make("sub i64 {}, {}", to, from), .end = ir.behind(quote, 1)};
}

std::string is_plainly_given(IrText& ir, const IrTextValue& text) {
  const std::string first = ir.load("i8", text.begin);
  const std::string above = ir.make("sub i8 {}, 33", first);
  const std::string is_plain = ir.make("icmp ult i8 {}, {}", above, '~' - ' ');
  return ir.both(ir.make("icmp ne i64 {}, 0", text.size), is_plain);
}

std::string skip_value(IrText& ir, const std::string& at, const std::string& otherwise) {
  const std::string skip = load_call(ir, offsetof(LineCalls, skip));
  const std::string end = ir.make("call ptr {}(ptr {})", skip, at);
  ir.require(ir.make("icmp ne ptr {}, null", end), otherwise);
  return end;
}

}  // namespace leadscore::runtime::jit
