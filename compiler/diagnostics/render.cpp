#include "compiler/diagnostics/render.hpp"

#include "compiler/diagnostics/excerpt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace leadscore {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kReset = "\x1b[0m";

/// A place that is shown with a line under it.
struct Mark {
  Span span;
  Location begin;
  std::uint32_t last_line = 1;
  bool is_primary = false;
  std::string_view text;
};

std::uint32_t line_begin(const SourceMap& sources, FileId file, std::uint32_t line) {
  const std::string_view whole = sources.text(file);
  return static_cast<std::uint32_t>(sources.line_text(file, line).data() - whole.data());
}

class DiagnosticText {
 public:
  DiagnosticText(const Diagnostic& diagnostic, const SourceMap& sources, RenderStyle style)
      : diagnostic_(diagnostic), sources_(sources), style_(style) {
    gather_marks();
    std::uint32_t last_line = 1;
    for (const Mark& mark : marks_) last_line = std::max(last_line, mark.begin.line);
    number_width_ = std::to_string(last_line).size();
  }

  std::string render() {
    const bool is_error = diagnostic_.severity == Severity::kError;
    primary_colour_ = is_error ? kRed : kYellow;
    paint(primary_colour_,
          fmt::format("{}[{}]", severity_name(diagnostic_.severity), kind_name(diagnostic_.kind)));
    paint(kBold, fmt::format(": {}", diagnostic_.message));
    text_ += '\n';
    show_marks();
    for (const std::string& help : diagnostic_.help) show_help(help);
    for (const Fix& fix : diagnostic_.fixes) show_fix(fix);
    return std::move(text_);
  }

 private:
  void gather_marks() {
    marks_.push_back(make_mark(diagnostic_.span, true, {}));
    for (const Label& label : diagnostic_.labels) {
      marks_.push_back(make_mark(label.span, false, label.text));
    }
    const FileId first = diagnostic_.span.file;
    std::ranges::stable_sort(marks_, {}, [&](const Mark& mark) {
      return std::tuple(mark.span.file != first, mark.span.file.value, mark.begin.line);
    });
  }

  Mark make_mark(Span span, bool is_primary, std::string_view label) const {
    Mark mark{span, sources_.locate(span.file, span.begin), 1, is_primary, label};
    mark.last_line = sources_.locate(span.file, std::max(span.begin, span.end)).line;
    return mark;
  }

  void show_marks() {
    const Location place = sources_.locate(diagnostic_.span.file, diagnostic_.span.begin);
    show_place(diagnostic_.span.file, place);
    const Mark* previous = nullptr;
    std::string shown_line;
    for (const Mark& mark : marks_) {
      const bool is_other_file = previous && previous->span.file != mark.span.file;
      if (is_other_file) show_place(mark.span.file, mark.begin);
      const bool is_same_line =
          previous && !is_other_file && previous->begin.line == mark.begin.line;
      const std::uint32_t begin = line_begin(sources_, mark.span.file, mark.begin.line);
      const Excerpt excerpt =
          make_excerpt(sources_.line_text(mark.span.file, mark.begin.line), mark.span.begin - begin,
                       std::max(mark.span.begin, mark.span.end) - begin);
      if (previous && !is_other_file && mark.begin.line > previous->begin.line + 1) {
        paint(kBlue, std::string(number_width_ + 1, '.'));
        text_ += '\n';
      }
      if (!is_same_line || excerpt.text != shown_line) show_line(mark.begin.line, excerpt.text);
      show_underline(mark, excerpt);
      shown_line = excerpt.text;
      previous = &mark;
    }
  }

  void show_place(FileId file, Location place) {
    paint(kBlue, std::string(number_width_ + 1, ' ') + "--> ");
    text_ += fmt::format("{}:{}:{}\n", sources_.name(file), place.line, place.column);
    show_margin();
    text_ += '\n';
  }

  void show_margin() { paint(kBlue, std::string(number_width_ + 2, ' ') + "|"); }

  void show_line(std::uint32_t line, std::string_view shown) {
    paint(kBlue, fmt::format(" {:>{}} |", line, number_width_));
    if (!shown.empty()) text_ += fmt::format(" {}", shown);
    text_ += '\n';
  }

  void show_underline(const Mark& mark, const Excerpt& excerpt) {
    show_margin();
    text_.append(excerpt.mark_column + 1, ' ');
    std::string line(excerpt.mark_width, mark.is_primary ? '^' : '-');
    if (!mark.text.empty()) line += fmt::format(" {}", mark.text);
    if (mark.last_line > mark.begin.line) line += fmt::format(" ... to line {}", mark.last_line);
    paint(mark.is_primary ? primary_colour_ : kBlue, line);
    text_ += '\n';
  }

  void show_help(std::string_view help) {
    std::string indent(number_width_ + 2, ' ');
    text_ += indent;
    paint(kGreen, "help:");
    indent.append(6, ' ');
    text_ += ' ';
    for (const char c : help) {
      text_ += c;
      if (c == '\n') text_ += indent;
    }
    text_ += '\n';
  }

  /// The place as it would read with the fix.
  void show_fix(const Fix& fix) {
    const bool is_said =
        std::ranges::find(diagnostic_.help, fix.description) != diagnostic_.help.end();
    if (!fix.description.empty() && !is_said) show_help(fix.description);
    const FileId file = fix.span.file;
    const std::uint32_t first_line = sources_.locate(file, fix.span.begin).line;
    const std::uint32_t last_line = sources_.locate(file, fix.span.end).line;
    const std::uint32_t begin = line_begin(sources_, file, first_line);
    const std::uint32_t last_begin = line_begin(sources_, file, last_line);
    const std::string_view first_text = sources_.line_text(file, first_line);
    const std::string_view last_text = sources_.line_text(file, last_line);
    const std::size_t kept_after =
        std::min<std::size_t>(fix.span.end - last_begin, last_text.size());
    std::string after(first_text.substr(0, fix.span.begin - begin));
    const std::size_t mark_begin = after.size();
    after += fix.text;
    const std::size_t mark_end = after.size();
    after += last_text.substr(kept_after);
    show_corrected(after, mark_begin, mark_end, first_line);
  }

  void show_corrected(std::string_view shown, std::size_t mark_begin, std::size_t mark_end,
                      std::uint32_t line_number) {
    for (std::size_t from = 0; from <= shown.size(); ++line_number) {
      const std::size_t to = std::min(shown.find('\n', from), shown.size());
      const std::size_t begin = std::clamp(mark_begin, from, to) - from;
      const std::size_t end = std::clamp(mark_end, from, to) - from;
      const Excerpt excerpt = make_excerpt(shown.substr(from, to - from), begin, end);
      show_line(line_number, excerpt.text);
      const std::string_view marked = shown.substr(from + begin, end - begin);
      if (marked.find_first_not_of(" \t\r") != std::string_view::npos) {
        show_margin();
        text_.append(excerpt.mark_column + 1, ' ');
        paint(kGreen, std::string(excerpt.mark_width, '~'));
        text_ += '\n';
      }
      from = to + 1;
    }
  }

  void paint(std::string_view colour, std::string_view shown) {
    if (style_ == RenderStyle::kPlain) {
      text_ += shown;
    } else {
      text_ += fmt::format("{}{}{}", colour, shown, kReset);
    }
  }

  const Diagnostic& diagnostic_;
  const SourceMap& sources_;
  RenderStyle style_;
  std::vector<Mark> marks_;
  std::size_t number_width_ = 1;
  std::string_view primary_colour_ = kRed;
  std::string text_;
};

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::size_t count_of(const std::vector<Diagnostic>& diagnostics, Severity severity) {
  return static_cast<std::size_t>(std::ranges::count(diagnostics, severity, &Diagnostic::severity));
}

std::string render_all(const std::vector<Diagnostic>& diagnostics, std::size_t errors,
                       const SourceMap& sources, RenderStyle style) {
  if (diagnostics.empty()) return {};
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += render(diagnostic, sources, style);
    text += '\n';
  }
  std::string closing;
  if (errors > 0) closing = counted(errors, "error");
  if (errors > Diagnostics::kMaxErrors) {
    closing += fmt::format(" (the first {} are shown)", Diagnostics::kMaxErrors);
  }
  const std::size_t warnings = count_of(diagnostics, Severity::kWarning);
  if (warnings > 0) {
    if (!closing.empty()) closing += ", ";
    closing += counted(warnings, "warning");
  }
  return text + closing + "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const SourceMap& sources, RenderStyle style) {
  return DiagnosticText(diagnostic, sources, style).render();
}

std::string render(const Diagnostics& diagnostics, const SourceMap& sources, RenderStyle style) {
  return render_all(diagnostics.all(), diagnostics.error_count(), sources, style);
}

std::string render(const std::vector<Diagnostic>& diagnostics, const SourceMap& sources,
                   RenderStyle style) {
  return render_all(diagnostics, count_of(diagnostics, Severity::kError), sources, style);
}

}  // namespace leadscore
