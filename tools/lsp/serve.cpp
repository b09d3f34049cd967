#include "tools/lsp/server.hpp"

#include <charconv>
#include <istream>
#include <ostream>

namespace leadscore::lsp {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{256} << 20U;
constexpr std::string_view kLength = "Content-Length:";

/// The size that the lines before a message say; 0 if they say none that can be.
std::size_t read_size(std::istream& in) {
  std::size_t size = 0;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) break;
    if (!line.starts_with(kLength)) continue;
    const std::size_t digits = line.find_first_of("0123456789");
    if (digits == std::string::npos) continue;
    std::from_chars(line.data() + digits, line.data() + line.size(), size);
  }
  return size;
}

}  // namespace

bool serve(std::istream& in, std::ostream& out) {
  Server server;
  std::string body;
  while (in && !server.has_ended()) {
    const std::size_t size = read_size(in);
    if (size == 0) continue;
    if (size > kMaxBytes) return false;
    body.resize(size);
    if (!in.read(body.data(), static_cast<std::streamsize>(size))) break;
    for (const std::string& answer : server.handle(body)) {
      out << kLength << ' ' << answer.size() << "\r\n\r\n" << answer;
    }
    out.flush();
  }
  return server.has_ended() && server.was_asked_to_stop();
}

}  // namespace leadscore::lsp
