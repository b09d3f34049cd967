#include "bytecode/image.hpp"

#include "bytecode/disassemble.hpp"
#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

namespace leadscore::bytecode {
namespace {

constexpr std::size_t kMagicSize = 14;
constexpr std::size_t kHeaderSize = kMagicSize + 4 + 8 + 8;

std::string message_of(std::string_view image) {
  const Result<Program> program = read_image(image);
  return program ? std::string() : program.error().message;
}

bool contains(const std::string& message, std::string_view words) {
  return message.find(words) != std::string::npos;
}

std::string image_with_everything() { return write_image(program_with_everything()); }

}  // namespace

TEST_CASE("A program is read as it was written") {
  const Program program = program_with_everything();
  const std::string image = write_image(program);
  Result<Program> read = read_image(image);
  REQUIRE(read);
  CHECK(disassemble(*read) == disassemble(program));
  CHECK(read->hash == program.hash);
  CHECK(write_image(*read) == image);
}

TEST_CASE("The smallest program is read as it was written") {
  ProgramMaker maker;
  maker.close();
  const std::string image = write_image(maker.program());
  Result<Program> read = read_image(image);
  REQUIRE(read);
  CHECK(write_image(*read) == image);
}

TEST_CASE("An image is little-endian, whatever the machine") {
  ProgramMaker maker;
  maker.close();
  const std::string image = write_image(maker.program());
  CHECK(image.substr(0, kMagicSize) == "\x8BLEADSCORE\r\n\x1A\n");
  CHECK(image.substr(kMagicSize, 4) == std::string("\x01\0\0\0", 4));
  const std::size_t size = image.size() - kHeaderSize;
  REQUIRE(size < 0x10000);
  CHECK(static_cast<unsigned char>(image[kMagicSize + 4]) == size % 256);
  CHECK(static_cast<unsigned char>(image[kMagicSize + 5]) == size / 256);
}

TEST_CASE("What is no image says so") {
  CHECK(message_of("") == "this is no compiled Leadscore model");
  CHECK(message_of("when a +5\n") == "this is no compiled Leadscore model");
  CHECK(message_of(std::string(1'000, '\0')) == "this is no compiled Leadscore model");
}

TEST_CASE("An image that was sent as a text says so") {
  std::string image = image_with_everything();
  image.erase(image.find('\r'), 1);
  CHECK(message_of(image) == "this is no compiled Leadscore model");
}

TEST_CASE("An image of another version asks to compile again") {
  std::string image = image_with_everything();
  image[kMagicSize] = 7;
  CHECK(
      message_of(image) ==
      "the compiled model has format 7, but this program reads format 1: compile the model again");
}

TEST_CASE("An image that was cut or has grown says so") {
  const std::string image = image_with_everything();
  for (std::size_t size = 0; size < image.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(read_image(std::string_view(image).substr(0, size)));
  }
  CHECK(message_of(image.substr(0, kMagicSize + 3)) ==
        "the compiled model is damaged: it is too short");
  CHECK(message_of(image + "x") ==
        "the compiled model is damaged: it has " + std::to_string(image.size() + 1 - kHeaderSize) +
            " bytes instead of " + std::to_string(image.size() - kHeaderSize));
}

TEST_CASE("An image with a wrong byte says so") {
  const std::string image = image_with_everything();
  for (std::size_t place = 0; place < image.size(); ++place) {
    std::string damaged = image;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
    CAPTURE(place);
    CHECK_FALSE(read_image(damaged));
  }
  std::string damaged = image;
  damaged.back() = static_cast<char>(damaged.back() + 1);
  CHECK(contains(message_of(damaged), "its checksum is wrong"));
}

TEST_CASE("A program that does not verify is not read") {
  Program program = program_with_everything();
  program.rules[RuleId(0)].condition_register = 9'999;
  CHECK(contains(message_of(write_image(program)), "a rule whose register was not written yet"));
}

}  // namespace leadscore::bytecode
