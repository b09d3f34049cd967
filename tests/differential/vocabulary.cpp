#include "tests/differential/vocabulary.hpp"

namespace leadscore::differential {

// Each with a word, as `mentions` needs one; most with something that folding or globs care about.
const std::vector<std::string> kTexts = {
    "CTO",         "Head of Sales",
    "sales",       "Straße",
    "ΣΊΣΥΦΟΣ",     "José",
    "Jose\u0301",  "İstanbul",
    "istanbul",    "a*b",
    "why?",        "VP, Sales & Ops",
    "n/a",         "Select",
    "ﬁne",         "東京",
    "ǅ one",       "\u212Blesund",
    "\u212Aelvin", "x",
    "7",           "2.5",
    "true",        "say \"hi\"",
    "c:\\temp",    "Ångström Ångström",
    "ΐ",           "one;two",
    "007",
};

const std::vector<std::string> kPages = {
    "/pricing", "/Pricing/", "pricing",    "/blog/a",       "/blog",  "/",
    "/café",    "/a b",      "/docs/v2.0", "/CAF%C3%89/x/", "/100%",  "/blog/a/b",
    "/STRASSE", "/straße",   "/a*b",       "/%41%42",       "/x%2fy", "/blog//a",
};

const std::vector<std::string> kEmails = {
    "cto@acme.com", "ME@Gmail.com", "a@b@z.org", "nobody", "x@", "ü@Größe.de", "y@ acme.com ",
};

const std::vector<std::string> kDomains = {"acme.com", "gmail.com", "z.org", "größe.de"};

const std::vector<std::string> kHosts = {"www.acme.com", "acme.com", "blog.größe.de"};

// Written as between quotes, where a backslash is two.
const std::vector<SpelledRegex> kRegexes = {
    {"^c.o$", "CTO"},          {"sales|ops", "VP, Sales & Ops"},       {"\\\\d{1,2}", "2.5"},
    {"é$", "Jose\u0301"},      {"^(\\\\w+ ?){2,3}$", "Head of Sales"}, {"[^a-z]", "x"},
    {"stra(ss|ß)e", "Straße"},
};

const std::vector<SpelledNumber> kNumbers = {
    {"0", 0},
    {"5", 5},
    {"-5", -5},
    {"2.5", 2.5},
    {"+7", 7},
    {"1_000", 1000},
    {"10k", 10'000},
    {"1.5k", 1500},
    {"5M", 5e6},
    {"1B", 1e9},
    {"0.1", 0.1},
    {"-0.001", -1e-3},
    {"0.3", 0.3},
    {"9007199254740993", 9007199254740993.},
    {"0.30000000000000004", 0.1 + 0.2},
    {"-1_000.5", -1000.5},
    {"9_000B", 9e12},
    {"0.0000025", 2.5e-6},
};

const std::vector<SpelledDuration> kDurations = {
    {"30 minutes", 30 * kMsPerMinute},
    {"1 hour", kMsPerHour},
    {"1.5 hours", 90 * kMsPerMinute},
    {"12 hours", 12 * kMsPerHour},
    {"1 day", kMsPerDay},
    {"7 days", 7 * kMsPerDay},
    {"1 week", kMsPerWeek},
    {"2 weeks", 2 * kMsPerWeek},
    {"1 month", kMsPerMonth},
    {"3 months", 3 * kMsPerMonth},
    {"1 year", kMsPerYear},
    {"2 years", 2 * kMsPerYear},
    {"100 years", 100 * kMsPerYear},
};

const std::vector<SpelledDate> kDates = {
    {"1969-12-31", -kMsPerDay},
    {"2025-01-31", 1'738'281'600'000},
    {"2025-12-31T23:59:59Z", 1'767'225'599'000},
    {"2026-01-01", 1'767'225'600'000},
    {"2026-01-15T12:30:00Z", 1'768'480'200'000},
    {"2026-01-31", 1'769'817'600'000},
    {"2026-02-28", 1'772'236'800'000},
    {"2027-03-01T00:00:00Z", 1'803'859'200'000},
};

const std::vector<LibraryList> kLibraryLists = {
    {"titles", "executives", {"CEO", "chief executive officer"}, false},
    {"titles", "director_words", {"Director", "Head of"}, false},
    {"email", "free_email_domains", {"gmail.com", "hotmail.co.uk"}, true},
    {"email", "academic_domains", {"mit.edu", "uni-bonn.de"}, true},
    {"industries", "software_industries", {"SaaS", "software"}, false},
};

const std::vector<std::string> kPlans = {"free", "Team", "Größe L", "a/b"};

const std::vector<GeneratedField> kAttributes = {
    {"seconds", "seconds", FieldType::kNumber, {}, {}, {}, false},
    {"amount", "amount", FieldType::kNumber, {}, {}, {}, false},
    {"source", "source", FieldType::kText, {}, {}, {}, false},
    {"flagged", "flagged", FieldType::kYesNo, {}, {}, {}, false},
    {"due", "due", FieldType::kTime, {}, {}, {}, false},
    {"labels", "labels", FieldType::kList, {}, {}, {}, false},
    {"tier", "tier", FieldType::kOneOf, {}, {}, {}, false},
};

const std::vector<GeneratedField> kAddressAttributes = {
    {"host", "host", FieldType::kText, {}, {}, {}, false},
    {"utm_source", "utm_source", FieldType::kText, {}, {}, {}, false},
    {"utm_campaign", "utm_campaign", FieldType::kText, {}, {}, {}, false},
};

const std::vector<GeneratedKind> kPreludeKinds = {
    {"visited", "page", true, {"visited"}, {}, {}, {}},
    {"opened", "message", false, {"opened"}, {}, {}, {}},
    {"clicked", "link", false, {"clicked"}, {}, {}, {}},
    {"submitted", "form", false, {"submitted"}, {}, {}, {}},
    {"requested", "what", false, {"requested"}, {}, {}, {}},
    {"watched", "video", false, {"watched"}, {}, {}, {}},
    {"unsubscribed", "list", false, {"unsubscribed"}, {}, {}, {}},
    {"purchased", "product", false, {"purchased"}, {}, {}, {}},
};

}  // namespace leadscore::differential
