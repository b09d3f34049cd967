// Holds layers.txt against the real #include graph of a source tree:
//   check_layers LAYERS_TXT ROOT
// Prints one line a violation and exits with 1 if there is any; long files are only noted.

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

struct Library {
  std::string name;
  Words headers;
  Words users;
};

struct Layers {
  std::map<std::string, Words> folders;  // folder -> what it may include
  std::vector<Library> libraries;
  Words system_headers;
  std::size_t warn_lines = 0;
  std::size_t fail_lines = 0;
};

struct Include {
  std::size_t line = 0;
  bool is_quoted = false;
  std::string target;
};

struct SourceFile {
  std::string path;  // from the root, with '/'
  std::size_t lines = 0;
  std::vector<Include> includes;
};

// `path` is `place` itself or lies somewhere below it.
bool is_within(std::string_view path, std::string_view place) {
  return path == place || (path.starts_with(place) && path.substr(place.size()).starts_with('/'));
}

bool is_header_of(std::string_view header, const Words& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return pattern.ends_with('/') ? header.starts_with(pattern) : header == pattern;
  });
}

// ---- layers.txt ----

Words words_of(const std::string& text) {
  std::istringstream stream(text);
  Words words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::vector<Words> colon_separated(const std::string& text) {
  std::vector<Words> groups;
  std::istringstream stream(text);
  for (std::string group; std::getline(stream, group, ':');) groups.push_back(words_of(group));
  return groups;
}

void read_layers_line(const std::string& line, Layers& layers) {
  std::vector<Words> groups = colon_separated(line);
  if (groups.empty() || groups.front().empty()) return;
  groups.resize(std::max<std::size_t>(groups.size(), 3));
  const Words& head = groups[0];
  if (head[0] == "folder" && head.size() == 2) {
    layers.folders[head[1]] = groups[1];
  } else if (head[0] == "library" && head.size() == 2) {
    layers.libraries.push_back({head[1], groups[1], groups[2]});
  } else if (head[0] == "system" && head.size() == 1) {
    layers.system_headers.insert(layers.system_headers.end(), groups[1].begin(), groups[1].end());
  } else if (head[0] == "lines" && head.size() == 5) {
    layers.warn_lines = std::stoul(head[2]);
    layers.fail_lines = std::stoul(head[4]);
  } else {
    throw std::runtime_error("layers.txt: cannot read: " + line);
  }
}

Layers read_layers(const fs::path& path) {
  std::ifstream stream(path);
  if (!stream) throw std::runtime_error("cannot open " + path.string());
  Layers layers;
  for (std::string line; std::getline(stream, line);) {
    read_layers_line(line.substr(0, line.find('#')), layers);
  }
  return layers;
}

// ---- the source tree ----

bool is_source(const fs::path& path) {
  static constexpr std::array<std::string_view, 7> kExtensions = {".cpp", ".hpp", ".h",  ".c",
                                                                  ".cc",  ".hh",  ".def"};
  return std::find(kExtensions.begin(), kExtensions.end(), path.extension().string()) !=
         kExtensions.end();
}

// Build output, hidden folders, and the made-up tree that this check is tested with.
bool is_skipped(const std::string& folder) {
  return folder == "build" || folder == "tests/layers/broken" ||
         folder.substr(folder.rfind('/') + 1).starts_with('.');
}

bool read_include(const std::string& line, Include& include) {
  std::size_t at = line.find_first_not_of(" \t");
  if (at == std::string::npos || line[at] != '#') return false;
  at = line.find_first_not_of(" \t", at + 1);
  if (at == std::string::npos || line.compare(at, 7, "include") != 0) return false;
  at = line.find_first_not_of(" \t", at + 7);
  if (at == std::string::npos || (line[at] != '"' && line[at] != '<')) return false;
  include.is_quoted = line[at] == '"';
  const std::size_t end = line.find(include.is_quoted ? '"' : '>', at + 1);
  if (end == std::string::npos) return false;
  include.target = line.substr(at + 1, end - at - 1);
  return true;
}

SourceFile read_source(const fs::path& path, std::string name) {
  SourceFile file{.path = std::move(name), .lines = 0, .includes = {}};
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line);) {
    ++file.lines;
    Include include{.line = file.lines, .is_quoted = false, .target = {}};
    if (read_include(line, include)) file.includes.push_back(include);
  }
  return file;
}

std::vector<SourceFile> read_tree(const fs::path& root) {
  std::vector<SourceFile> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
    const std::string name = entry->path().lexically_relative(root).generic_string();
    if (entry->is_directory() && is_skipped(name)) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && is_source(entry->path())) {
      files.push_back(read_source(entry->path(), name));
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

// ---- the check ----

class Checker {
 public:
  Checker(const Layers& layers, std::vector<SourceFile> files)
      : layers_(layers), files_(std::move(files)) {}

  // Returns the number of violations.
  std::size_t run() {
    for (const SourceFile& file : files_) check_file(file);
    for (const auto& [unit, uses] : graph_) check_cycle(unit);
    return violations_;
  }

 private:
  void check_file(const SourceFile& file) {
    check_length(file);
    const std::string folder = folder_of(file.path);
    if (folder.empty()) {
      report(file.path, "no folder in layers.txt holds this file");
      return;
    }
    for (const Include& include : file.includes) check_include(file, folder, include);
  }

  void check_length(const SourceFile& file) {
    if (file.path.ends_with(".def")) return;
    const std::string size = std::to_string(file.lines) + " lines, more than ";
    if (file.lines > layers_.fail_lines) {
      report(file.path, size + std::to_string(layers_.fail_lines));
    } else if (file.lines > layers_.warn_lines) {
      std::cout << "note: " << file.path << ": " << size << layers_.warn_lines << '\n';
    }
  }

  void check_include(const SourceFile& file, const std::string& folder, const Include& include) {
    const std::string place = file.path + ":" + std::to_string(include.line);
    const std::string& target = include.target;
    if (check_library(place, file.path, target)) return;
    if (!include.is_quoted) {
      const bool is_standard = target.find_first_of("./") == std::string::npos;
      if (!is_standard && !is_header_of(target, layers_.system_headers)) {
        report(place, "<" + target + "> is of no library in layers.txt");
      }
      return;
    }
    if (target.find('/') == std::string::npos) {
      report(place, "\"" + target + "\" is not written from the root");
      return;
    }
    check_ours(place, folder, target);
    const std::string from = unit_of(file.path);
    const std::string to = unit_of(target);
    if (from != to) graph_[from].insert(to);
  }

  // True if `target` is a header of an outside library.
  bool check_library(const std::string& place, const std::string& path, const std::string& target) {
    for (const Library& library : layers_.libraries) {
      if (!is_header_of(target, library.headers)) continue;
      const bool may = std::any_of(library.users.begin(), library.users.end(),
                                   [&](const std::string& user) { return is_within(path, user); });
      if (!may) report(place, library.name + " may not be used here");
      return true;
    }
    return false;
  }

  void check_ours(const std::string& place, const std::string& folder, const std::string& target) {
    const std::string owner = folder_of(target);
    if (owner.empty()) {
      report(place, "no folder in layers.txt holds \"" + target + "\"");
      return;
    }
    const Words& allowed = layers_.folders.at(folder);
    const bool may = owner == folder ||
                     std::any_of(allowed.begin(), allowed.end(), [&](const std::string& item) {
                       return item == "*" || is_within(target, item);
                     });
    if (!may) report(place, folder + " may not include \"" + target + "\"");
  }

  // The innermost folder of layers.txt that holds the file; empty if there is none.
  std::string folder_of(const std::string& path) const {
    std::string found;
    for (const auto& [folder, allowed] : layers_.folders) {
      if (is_within(path, folder) && folder.size() > found.size()) found = folder;
    }
    return found;
  }

  // What a cycle is made of: folders. The files that lie directly in a folder of layers.txt
  // (runtime/scorer.*, runtime/workspace.*) stand above or below its sub-folders, each for itself.
  std::string unit_of(const std::string& path) const {
    const std::size_t slash = path.rfind('/');
    const std::string parent = path.substr(0, slash);
    return layers_.folders.contains(parent) ? path.substr(0, path.find('.', slash)) : parent;
  }

  // Follows the includes from `unit` and reports the first way back to it.
  void check_cycle(const std::string& unit) {
    std::map<std::string, std::string> came_from;
    Words open = {unit};
    while (!open.empty()) {
      const std::string at = open.back();
      open.pop_back();
      const auto uses = graph_.find(at);
      if (uses == graph_.end()) continue;
      for (const std::string& next : uses->second) {
        if (next == unit) {
          report_cycle(unit, at, came_from);
          return;
        }
        if (came_from.emplace(next, at).second) open.push_back(next);
      }
    }
  }

  void report_cycle(const std::string& unit, const std::string& last,
                    const std::map<std::string, std::string>& came_from) {
    Words way = {unit};
    for (std::string at = last; at != unit; at = came_from.at(at)) way.push_back(at);
    if (*std::min_element(way.begin(), way.end()) != unit) return;  // Reported from there.
    std::string text = unit;
    for (auto step = way.rbegin(); step != way.rend(); ++step) text += " -> " + *step;
    report("cycle", text);
  }

  void report(const std::string& place, const std::string& what) {
    ++violations_;
    std::cout << place << ": " << what << '\n';
  }

  const Layers& layers_;
  std::vector<SourceFile> files_;
  std::map<std::string, std::set<std::string>> graph_;
  std::size_t violations_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: check_layers LAYERS_TXT ROOT\n";
    return 2;
  }
  try {
    const Layers layers = read_layers(argv[1]);
    std::vector<SourceFile> files = read_tree(argv[2]);
    const std::size_t count = files.size();
    const std::size_t violations = Checker(layers, std::move(files)).run();
    std::cout << count << " files, " << violations << " violations\n";
    return violations == 0 && count > 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "check_layers: " << error.what() << '\n';
    return 2;
  }
}
