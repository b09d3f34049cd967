#include "compiler/lint/common_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace leadscore::lint {
namespace {

// Our own choice: words that stand in job titles, departments, trades, places and campaigns, and
// that nobody who looks for a word inside them wants to find. Compounds whose end is meant are not
// here (`biotech` for `tech`, `healthcare` for `care`), nor words that are rare where people look
// (`handkerchief` for `chief`). Those that most people have met come first, as they are named
// first; the others are sorted, so that none is added twice.
constexpr std::array kBestKnownWords = std::to_array<std::string_view>({
    "director",
    "coordinator",
    "recruiter",
    "marketing",
    "president",
    "international",
    "internal",
    "retail",
    "digital",
    "three",
    "enterprise",
    "transport",
});
constexpr std::array kCommonWords = std::to_array<std::string_view>({
    "academic",    "accessories", "accreditation", "actor",      "administration", "aerospace",
    "airline",     "antibiotics", "apparel",       "appliances", "apprentice",     "architect",
    "artificial",  "assembly",    "auditor",       "australia",  "austria",        "barista",
    "billing",     "board",       "boiler",        "business",   "cabinet",        "campaign",
    "capital",     "care",        "career",        "cargo",      "cereal",         "chair",
    "chemical",    "chromium",    "collector",     "company",    "conductor",      "congo",
    "constraint",  "contractor",  "cooking",       "credit",     "customer",       "department",
    "design",      "development", "device",        "doctor",     "education",      "entrepreneur",
    "equipment",   "event",       "excellence",    "expert",     "export",         "factory",
    "gastronomy",  "germany",     "goods",         "government", "happiness",      "hardware",
    "hospital",    "human",       "import",        "incubator",  "indiana",        "industry",
    "inspector",   "instructor",  "internet",      "italy",      "javascript",     "laws",
    "leader",      "leadership",  "logistics",     "luxury",     "maintenance",    "manager",
    "mapping",     "mcdonalds",   "media",         "message",    "microchip",      "mobile",
    "mvp",         "network",     "nigeria",       "nursery",    "officer",        "operations",
    "opportunity", "paid",        "parent",        "partner",    "partnership",    "petroleum",
    "plastics",    "portfolio",   "precious",      "product",    "public",         "qatar",
    "reactor",     "report",      "research",      "revenue",    "romania",        "russia",
    "scalable",    "scooter",     "sector",        "security",   "segment",        "semiconductor",
    "seminar",     "service",     "shipping",      "skill",      "sociology",      "somalia",
    "space",       "startup",     "student",       "studios",    "support",        "taxi",
    "teacher",     "team",        "therapist",     "toiletries", "trainer",        "trustee",
    "ukraine",     "unit",        "whatsapp",      "woman",      "workshop",
});
static_assert(std::ranges::is_sorted(kCommonWords));

// What is looked for as a word of its own, so that a longer word that begins with it is not meant
// either: `app` is not in search of `apparel`. Of one or two letters, everything is.
constexpr std::array kWordsOfTheirOwn = std::to_array<std::string_view>({
    "access", "api",   "app",    "art",  "bar", "car", "coo",   "cro",   "excel",
    "gas",    "india", "intern", "java", "med", "net", "niger", "nurse", "pet",
    "pub",    "react", "scala",  "sem",  "ski", "spa", "tax",   "tea",
});
static_assert(std::ranges::is_sorted(kWordsOfTheirOwn));

constexpr std::size_t kMostWords = 2;

}  // namespace

std::vector<std::string_view> words_hiding(std::string_view part) {
  std::vector<std::string_view> found;
  if (part.empty()) return found;
  const bool is_own_word = part.size() <= 2 || std::ranges::binary_search(kWordsOfTheirOwn, part);
  const auto add_from = [&](std::span<const std::string_view> words) {
    for (const std::string_view word : words) {
      if (found.size() == kMostWords) return;
      const bool hides = word.size() > part.size() &&
                         word.find(part, is_own_word ? 0 : 1) != std::string_view::npos;
      if (hides) found.push_back(word);
    }
  };
  add_from(kBestKnownWords);
  add_from(kCommonWords);
  return found;
}

}  // namespace leadscore::lint
