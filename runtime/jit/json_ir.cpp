#include "runtime/jit/json_ir.hpp"

#include "runtime/jit/line_frame.hpp"

#include <cstddef>
#include <cstdint>

namespace leadscore::runtime::jit {

namespace {

/// `@find_special` is find_special_byte() of json_scan: most texts end within the first step.
constexpr std::string_view kFunctions = R"(
declare i32 @llvm.cttz.i32(i32, i1)
declare i64 @llvm.cttz.i64(i64, i1)

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

; Of eight bytes: 0 to 9 for each that is a digit.
define internal i64 @digits_at(ptr %at) alwaysinline {
  %bytes = load i64, ptr %at, align 1
  %digits = xor i64 %bytes, u0x3030303030303030
  ret i64 %digits
}

; How many digits come first, times eight; 64: all eight.
define internal i64 @digit_bits(i64 %digits) alwaysinline {
  %sum = add i64 %digits, u0x7676767676767676
  %any = or i64 %sum, %digits
  %others = and i64 %any, u0x8080808080808080
  %place = call i64 @llvm.cttz.i64(i64 %others, i1 false)
  %bits = and i64 %place, 120
  ret i64 %bits
}

; The number that the first digits are, which are one to eight.
define internal i64 @number_of(i64 %digits, i64 %bits) alwaysinline {
  %shift = sub i64 64, %bits
  %aligned = shl i64 %digits, %shift
  %tens = mul i64 %aligned, 10
  %ones = lshr i64 %aligned, 8
  %twos = add i64 %tens, %ones
  %two = and i64 %twos, u0x00ff00ff00ff00ff
  %hundreds = mul i64 %two, 100
  %rest2 = lshr i64 %two, 16
  %fours = add i64 %hundreds, %rest2
  %four = and i64 %fours, u0x0000ffff0000ffff
  %thousands = mul i64 %four, 10000
  %rest4 = lshr i64 %four, 32
  %eights = add i64 %thousands, %rest4
  %eight = and i64 %eights, u0xffffffff
  ret i64 %eight
}

; Eight digits up to fifteen: the number and the place behind it (null: there are more).
define internal { i64, ptr } @read_many_digits(ptr %at) noinline {
entry:
  %first = call i64 @digits_at(ptr %at)
  %high = call i64 @number_of(i64 %first, i64 64)
  %behind = getelementptr i8, ptr %at, i64 8
  %digits = call i64 @digits_at(ptr %behind)
  %bits = call i64 @digit_bits(i64 %digits)
  %no_more = icmp eq i64 %bits, 0
  br i1 %no_more, label %eight, label %more
eight:
  %high_alone = insertvalue { i64, ptr } undef, i64 %high, 0
  %of_eight = insertvalue { i64, ptr } %high_alone, ptr %behind, 1
  ret { i64, ptr } %of_eight
more:
  %low = call i64 @number_of(i64 %digits, i64 %bits)
  br label %scale
scale:
  %scaled = phi i64 [ %high, %more ], [ %tenfold, %scale ]
  %left = phi i64 [ %bits, %more ], [ %fewer, %scale ]
  %tenfold = mul i64 %scaled, 10
  %fewer = sub i64 %left, 8
  %is_scaled = icmp eq i64 %fewer, 0
  br i1 %is_scaled, label %sum, label %scale
sum:
  %number = add i64 %tenfold, %low
  %count = lshr i64 %bits, 3
  %end = getelementptr i8, ptr %behind, i64 %count
  %are_few = icmp ult i64 %count, 8
  %end_if_few = select i1 %are_few, ptr %end, ptr null
  %number_alone = insertvalue { i64, ptr } undef, i64 %number, 0
  %all = insertvalue { i64, ptr } %number_alone, ptr %end_if_few, 1
  ret { i64, ptr } %all
}

; A whole number of few digits behind which a comma or brace stands: it, and the place behind it
; (null: something else is there).
define internal { i64, ptr } @read_few_digits(ptr %at) noinline {
entry:
  %digits = call i64 @digits_at(ptr %at)
  %bits = call i64 @digit_bits(i64 %digits)
  %is_none = icmp eq i64 %bits, 0
  br i1 %is_none, label %none, label %some
none:
  ret { i64, ptr } zeroinitializer
some:
  %are_few = icmp ult i64 %bits, 64
  br i1 %are_few, label %few, label %many
few:
  %few_number = call i64 @number_of(i64 %digits, i64 %bits)
  %count = lshr i64 %bits, 3
  %few_end = getelementptr i8, ptr %at, i64 %count
  br label %read
many:
  %long = call { i64, ptr } @read_many_digits(ptr %at)
  %many_number = extractvalue { i64, ptr } %long, 0
  %many_end = extractvalue { i64, ptr } %long, 1
  %too_many = icmp eq ptr %many_end, null
  br i1 %too_many, label %none, label %read
read:
  %number = phi i64 [ %few_number, %few ], [ %many_number, %many ]
  %end = phi ptr [ %few_end, %few ], [ %many_end, %many ]
  %behind = load i8, ptr %end, align 1
  %is_comma = icmp eq i8 %behind, 44
  %is_brace = icmp eq i8 %behind, 125
  %is_end = or i1 %is_comma, %is_brace
  %first = trunc i64 %digits to i8
  %has_no_zero = icmp ne i8 %first, 0
  %is_alone = icmp eq i64 %bits, 8
  %is_json = or i1 %is_alone, %has_no_zero
  %is_good = and i1 %is_end, %is_json
  %good_end = select i1 %is_good, ptr %end, ptr null
  %number_alone = insertvalue { i64, ptr } undef, i64 %number, 0
  %both = insertvalue { i64, ptr } %number_alone, ptr %good_end, 1
  ret { i64, ptr } %both
}

; Passes over a text without escapes or such a number; null: something else is there.
define internal ptr @skip_common(ptr %at) noinline {
  %first = load i8, ptr %at, align 1
  %is_text = icmp eq i8 %first, 34
  br i1 %is_text, label %text, label %number
text:
  %begin = getelementptr i8, ptr %at, i64 1
  %special = call ptr @find_special(ptr %begin)
  %byte = load i8, ptr %special, align 1
  %is_quote = icmp eq i8 %byte, 34
  %behind = getelementptr i8, ptr %special, i64 1
  %text_end = select i1 %is_quote, ptr %behind, ptr null
  ret ptr %text_end
number:
  %read = call { i64, ptr } @read_few_digits(ptr %at)
  %number_end = extractvalue { i64, ptr } %read, 1
  ret ptr %number_end
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

IrNumber read_few_digits(IrText& ir, const std::string& at, const std::string& otherwise) {
  const std::string read = ir.make("call {{ i64, ptr }} @read_few_digits(ptr {})", at);
  const std::string end = ir.make("extractvalue {{ i64, ptr }} {}, 1", read);
  ir.require(ir.make("icmp ne ptr {}, null", end), otherwise);
  return {.number = ir.make("extractvalue {{ i64, ptr }} {}, 0", read), .end = end};
}

std::string skip_common(IrText& ir, const std::string& at, const std::string& otherwise) {
  const std::string end = ir.make("call ptr @skip_common(ptr {})", at);
  ir.require(ir.make("icmp ne ptr {}, null", end), otherwise);
  return end;
}

std::string skip_value(IrText& ir, const std::string& at, const std::string& otherwise) {
  const std::string other = ir.new_block();
  const std::string passed = ir.new_block();
  ir.store("ptr", skip_common(ir, at, other), "%cursor");
  ir.jump(passed);
  ir.begin_block(other);
  const std::string skip = load_call(ir, offsetof(LineCalls, skip));
  const std::string called = ir.make("call ptr {}(ptr {})", skip, at);
  ir.store("ptr", called, "%cursor");
  ir.branch(ir.make("icmp ne ptr {}, null", called), passed, otherwise);
  ir.begin_block(passed);
  return ir.load("ptr", "%cursor");
}

}  // namespace leadscore::runtime::jit
