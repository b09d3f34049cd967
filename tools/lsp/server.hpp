// The language server: JSON-RPC messages of the Language Server Protocol in, messages out. It keeps
// open documents in step, says what is wrong with them as their author types, and hands requests
// about them to the features (features.hpp).
#pragma once

#include "compiler/compile.hpp"
#include "tools/lsp/services.hpp"
#include "tools/lsp/study.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadscore::lsp {

/// A compilation that has no mistakes and waits to be looked over for advice, which takes longer
/// than an author should wait for an answer.
struct AdviceJob {
  std::string uri;
  std::shared_ptr<const Compilation> compiled;
};

/// What documents no longer need.
using Retired = std::vector<std::shared_ptr<const void>>;

/// One session with an editor. Of one thread at a time. No message makes it throw.
class Server {
 public:
  explicit Server(Services services = {});
  ~Server();

  /// Takes the body of one message, gives the bodies of the messages that answer it.
  [[nodiscard]] std::vector<std::string> handle(std::string_view body);

  /// What waits for advice; each document once. None: nothing does.
  [[nodiscard]] std::optional<AdviceJob> take_advice_job();

  /// The bodies of the messages that tell the editor what was found; none if the document has
  /// changed since, or was closed.
  [[nodiscard]] std::vector<std::string> finish(const AdviceJob& job,
                                                std::vector<Diagnostic> found);

  /// The same of what takes longer still. None as well if the editor needs not be told.
  [[nodiscard]] std::vector<std::string> finish(const AdviceJob& job,
                                                std::shared_ptr<const Study> study);

  /// What was replaced since it was last asked for. Whoever takes it destroys it, which takes long,
  /// beside the thread that answers.
  [[nodiscard]] Retired take_retired();

  /// Whether the job is still about the newest text of its document.
  [[nodiscard]] bool is_current(const AdviceJob& job) const;

  [[nodiscard]] bool has_ended() const;          // `exit` has come
  [[nodiscard]] bool was_asked_to_stop() const;  // `shutdown` came before it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Serves messages, each after its `Content-Length`, until `exit` or the end of `in`; advice is
/// worked out beside it, in a thread of its own. Returns whether the session ended as the protocol
/// wants it: `shutdown`, then `exit`.
[[nodiscard]] bool serve(std::istream& in, std::ostream& out, const Services& services);

}  // namespace leadscore::lsp
