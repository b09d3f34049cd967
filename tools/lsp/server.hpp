// The language server: JSON-RPC messages of the Language Server Protocol in, messages out. It knows
// open documents, says what is wrong with them as their author types, and offers the fixes.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::lsp {

/// One session with an editor. Of one thread. No message makes it throw.
class Server {
 public:
  Server();
  ~Server();

  /// Takes the body of one message, gives the bodies of the messages that answer it.
  [[nodiscard]] std::vector<std::string> handle(std::string_view body);

  [[nodiscard]] bool has_ended() const;          // `exit` has come
  [[nodiscard]] bool was_asked_to_stop() const;  // `shutdown` came before it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Serves messages, each after its `Content-Length`, until `exit` or the end of `in`. Returns
/// whether the session ended as the protocol wants it: `shutdown`, then `exit`.
[[nodiscard]] bool serve(std::istream& in, std::ostream& out);

}  // namespace leadscore::lsp
