// A program as bytes, to be kept in a file and read where there is no compiler.
#pragma once

#include "base/result.hpp"
#include "bytecode/program.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace leadscore::bytecode {

/// The version of the format. Any change of program.hpp's structures, enumerators or opcodes.def
/// that changes what bytes mean makes a new one.
inline constexpr std::uint32_t kImageVersion = 1;

/// The image of a program: a magic number, the version, the size and a checksum (XXH3, 64 bits) of
/// what follows, and that. All numbers are little-endian, whatever the machine; the same program
/// gives the same bytes.
[[nodiscard]] std::string write_image(const Program& program);

/// Whether bytes begin as an image does; no text does.
[[nodiscard]] bool is_image(std::string_view bytes);

/// The program of an image, which passes verify(). Takes any bytes, from anywhere: an image that is
/// foreign, of another version, cut, damaged or made to do harm gives an error that says so. Takes
/// time and memory in proportion to the image (verify() says what else).
[[nodiscard]] Result<Program> read_image(std::string_view image);

}  // namespace leadscore::bytecode
