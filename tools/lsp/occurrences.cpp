#include "tools/lsp/occurrences.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace leadscore::lsp {
namespace {

/// The files of one document's compilation, by their addresses; those of the library aside.
std::map<std::string, FileId> files_of(const Request& request) {
  const Compilation& compiled = *request.document.compiled;
  std::map<std::string, FileId> files;
  for (std::uint32_t file = 0; file < compiled.sources.file_count(); ++file) {
    if (std::ranges::binary_search(compiled.tree.library_files, FileId(file))) continue;
    files.try_emplace(request.uri(FileId(file)), file);
  }
  return files;
}

/// Where a name stands, whichever compilation read it.
using Spot = std::pair<std::string, std::uint32_t>;

class Search {
 public:
  explicit Search(const Request& request) : request_(request) {}

  std::vector<Occurrence> search(ThingId thing) {
    add(request_, files_of(request_), {thing});
    const std::vector<Spot> shared = spots_;
    for (const auto& [uri, document] : request_.documents) {
      if (&document == &request_.document) continue;
      const Request other{.documents = request_.documents,
                          .document = document,
                          .params = request_.params,
                          .encoding = request_.encoding};
      const std::map<std::string, FileId> files = files_of(other);
      const std::set<ThingId> same = things_at(document, files, shared);
      if (!same.empty()) add(other, files, same);
    }
    std::ranges::sort(found_, {},
                      [](const Occurrence& each) { return std::tie(each.uri, each.begin); });
    return std::move(found_);
  }

 private:
  /// What another document means by the places that were found.
  static std::set<ThingId> things_at(const Document& document,
                                     const std::map<std::string, FileId>& files,
                                     const std::vector<Spot>& spots) {
    std::set<ThingId> things;
    for (const auto& [uri, begin] : spots) {
      const auto file = files.find(uri);
      if (file == files.end()) continue;
      const Mention* const mention = document.all_mentions().find(file->second, begin);
      if (mention != nullptr && mention->span.begin == begin) things.insert(mention->thing);
    }
    return things;
  }

  void add(const Request& request, const std::map<std::string, FileId>& files,
           const std::set<ThingId>& things) {
    std::map<FileId, std::string> uris;
    for (const auto& [uri, file] : files) uris.emplace(file, uri);
    const Mentions& mentions = request.document.all_mentions();
    for (const ThingId thing : things) {
      for (const Mention& mention : mentions.of(thing)) {
        const Spot spot(uris.at(mention.span.file), mention.span.begin);
        if (!is_known_.insert(spot).second) continue;
        spots_.push_back(spot);
        found_.push_back({.uri = spot.first,
                          .begin = spot.second,
                          .written = mentions.compilation().sources.text(mention.span),
                          .range = request.range(mention.span),
                          .declares = mention.declares});
      }
    }
  }

  const Request& request_;
  std::vector<Spot> spots_;
  std::set<Spot> is_known_;
  std::vector<Occurrence> found_;
};

}  // namespace

std::vector<Occurrence> occurrences_of(const Request& request, const Mention& mention) {
  return Search(request).search(mention.thing);
}

}  // namespace leadscore::lsp
