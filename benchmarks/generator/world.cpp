#include "benchmarks/generator/world.hpp"

#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <span>
#include <utility>

namespace leadscore::benchmarks {
namespace {

constexpr std::uint64_t kSeed = 20260201;
constexpr std::size_t kTitles = 5'000;
constexpr std::size_t kCompanies = 181'000;
constexpr std::size_t kCities = 1'500;

using Words = std::vector<std::string>;

const Words kLevels = {"",         "Junior ",    "Senior ", "Lead ",      "Principal ", "Head of ",
                       "VP of ",   "Chief ",     "Global ", "Assistant ", "Associate ", "Deputy ",
                       "Interim ", "Executive ", "Group ",  "Regional "};
const Words kAreas = {"Marketing",  "Sales",       "Revenue",   "Growth",     "Product",
                      "Finance",    "Operations",  "Security",  "Data",       "Platform",
                      "Cloud",      "Procurement", "Logistics", "Support",    "Customer Success",
                      "People",     "Legal",       "Quality",   "Innovation", "Strategy",
                      "Facilities", "Engineering", "Research",  "Design",     "Communications"};
const Words kRoles = {" Manager",   " Director", " Analyst",    " Officer",     " Specialist",
                      " Architect", " Engineer", " Consultant", " Coordinator", " Advisor",
                      " Partner",   " Planner",  " Strategist"};
const Words kHeads = {"Nor", "Vel", "Tri", "Quan", "Hel", "Bri", "Cor", "Del", "Fen", "Gal",
                      "Hum", "Ira", "Jun", "Kel",  "Lum", "Mar", "Nex", "Oly", "Pra", "Qui",
                      "Ros", "Sol", "Tan", "Umb",  "Ver", "Wes", "Xan", "Yor", "Zen", "Alt"};
const Words kMiddles = {"ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu",
                        "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu"};
const Words kTails = {"dyn", "bit", "com", "den", "fer", "gen", "kor", "lex",
                      "mat", "nor", "pix", "rox", "sys", "ter", "vox", "wyn"};
const Words kCompanySuffixes = {" Labs",     " Systems",   " GmbH",     " Inc",      " Group",
                                " Holdings", " Partners",  " Software", " Networks", " Energy",
                                " Foods",    " Logistics", " Capital",  " Media",    " Robotics",
                                " Health",   " Bank",      " Studios",  " Motors",   " AG"};
const Words kIndustries = {"Software",
                           "Financial Services",
                           "Health Care",
                           "Manufacturing",
                           "Retail",
                           "Education",
                           "Insurance",
                           "Construction",
                           "Real Estate",
                           "Consulting",
                           "Media",
                           "Telecommunications",
                           "Hospitality",
                           "Transport",
                           "Energy",
                           "Government",
                           "Agriculture",
                           "Automotive",
                           "Aerospace",
                           "Biotechnology",
                           "Chemicals",
                           "Consumer Goods",
                           "Electronics",
                           "Entertainment",
                           "Fashion",
                           "Food Services",
                           "Forestry",
                           "Gaming",
                           "Legal Services",
                           "Logistics",
                           "Machinery",
                           "Marine",
                           "Mining",
                           "Non-profit",
                           "Oil and Gas",
                           "Packaging",
                           "Pharmaceuticals",
                           "Printing",
                           "Publishing",
                           "Recruiting",
                           "Renewables",
                           "Research",
                           "Security",
                           "Semiconductors",
                           "Sports",
                           "Staffing",
                           "Steel",
                           "Textiles",
                           "Tobacco",
                           "Tourism",
                           "Utilities",
                           "Venture Capital",
                           "Veterinary",
                           "Warehousing",
                           "Waste Management",
                           "Water",
                           "Wholesale",
                           "Wine and Spirits",
                           "Advertising",
                           "Architecture"};
const Words kCountries = {
    "United States", "Germany",  "United Kingdom", "France",    "India",       "Canada",
    "Brazil",        "Spain",    "Italy",          "Japan",     "Netherlands", "Australia",
    "Poland",        "Sweden",   "Mexico",         "Israel",    "Singapore",   "Switzerland",
    "Austria",       "Belgium",  "Denmark",        "Norway",    "Finland",     "Ireland",
    "Portugal",      "Czechia",  "Romania",        "Hungary",   "Greece",      "Turkey",
    "South Africa",  "Nigeria",  "Kenya",          "Egypt",     "Morocco",     "Argentina",
    "Chile",         "Colombia", "Peru",           "Uruguay",   "China",       "South Korea",
    "Taiwan",        "Vietnam",  "Thailand",       "Malaysia",  "Indonesia",   "Philippines",
    "New Zealand",   "Pakistan", "Bangladesh",     "Sri Lanka", "Ukraine",     "Lithuania",
    "Latvia",        "Estonia",  "Slovakia",       "Slovenia",  "Croatia",     "Serbia",
    "Bulgaria",      "Iceland",  "Luxembourg",     "Malta",     "Cyprus",      "Qatar",
    "Saudi Arabia",  "Jordan",   "Tunisia",        "Ghana",     "Senegal",     "Rwanda",
    "Uganda",        "Tanzania", "Zambia",         "Namibia",   "Botswana",    "Mauritius",
    "Costa Rica",    "Panama"};
const Words kSources = {"Organic Search", "Paid Search", "Webinar",      "Referral",
                        "Trade Show",     "Newsletter",  "Social Media", "Cold Call",
                        "Partner",        "Direct",      "Free Trial",   "Content Download"};
const Words kFirstNames = {"Anna",  "Ben",   "Carla", "David", "Elena", "Felix", "Grace", "Hugo",
                           "Ines",  "Jonas", "Karin", "Liam",  "Maria", "Noah",  "Olga",  "Paul",
                           "Quinn", "Rosa",  "Sven",  "Tara",  "Umar",  "Vera",  "Will",  "Xenia"};
const Words kLastNames = {"Abel",   "Baker", "Costa",  "Dupont",  "Eriksen", "Fischer", "Garcia",
                          "Huber",  "Ito",   "Jensen", "Kumar",   "Lopez",   "Moreau",  "Novak",
                          "Okafor", "Petit", "Rossi",  "Schmidt", "Tanaka",  "Ueda",    "Vogel"};

Words make_titles(Random& random) {
  Words all;
  for (const std::string& level : kLevels) {
    for (const std::string& area : kAreas) {
      for (const std::string& role : kRoles) all.push_back(level + area + role);
    }
  }
  random.shuffle(all);
  all.resize(kTitles);
  return all;
}

std::string syllables(std::size_t place) {
  const std::size_t heads = kHeads.size();
  const std::size_t middles = kMiddles.size();
  return kHeads[place % heads] + kMiddles[place / heads % middles] +
         kTails[place / heads / middles % kTails.size()];
}

Words make_companies(Random& random) {
  Words all;
  const std::size_t names = kCompanies / kCompanySuffixes.size();
  for (const std::string& suffix : kCompanySuffixes) {
    for (std::size_t i = 0; i < names; ++i) all.push_back(syllables(i) + suffix);
  }
  random.shuffle(all);
  return all;
}

Words make_cities() {
  const Words ends = {"ville", "burg", " Falls"};
  Words all;
  for (std::size_t i = 0; i < kCities; ++i) {
    all.push_back(kHeads[i % 30] + kMiddles[i / 30 % 20] + ends[i / 600]);
  }
  return all;
}

Words make_domains() {
  Words all = {"gmail.com", "yahoo.com", "outlook.com", "gmx.de", "web.de", "proton.me"};
  const Words ends = {".com", ".io", ".de", ".co.uk", ".edu", ".org"};
  for (std::size_t i = 0; i < 394; ++i) {
    std::string name = syllables(i * 24);
    name[0] = static_cast<char>(name[0] - 'A' + 'a');
    all.push_back(name + ends[i % ends.size()]);
  }
  return all;
}

/// Where pages are and how many.
struct Section {
  std::string path;
  std::size_t pages;
};

const std::vector<Section> kSections = {
    {"/blog/growth/", 300},      {"/blog/engineering/", 300}, {"/blog/company/", 200},
    {"/docs/guide/", 250},       {"/docs/api/", 350},         {"/docs/integrations/", 150},
    {"/product/features/", 120}, {"/product/compare/", 80},   {"/customers/stories/", 200},
    {"/events/webinars/", 150},  {"/careers/jobs/", 150},     {"/help/articles/", 130}};

std::vector<Deed> make_deeds(Random& random) {
  std::vector<Deed> all;
  for (const Section& section : kSections) {
    for (std::size_t i = 0; i < section.pages; ++i) {
      all.push_back({"visited", fmt::format("{}{}-{}", section.path, kTails[i % 16], i)});
    }
  }
  const auto add = [&](std::string_view kind, std::string_view stem, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) all.push_back({kind, fmt::format("{}-{}", stem, i)});
  };
  add("opened", "newsletter", 300);
  add("clicked", "campaign-link", 250);
  add("downloaded", "white-paper", 150);
  add("submitted", "form", 80);
  add("registered", "webinar", 80);
  add("attended", "webinar", 80);
  add("watched", "product-video", 60);
  random.shuffle(all);
  // What everybody does is in front.
  const std::vector<Deed> first = {{"visited", "/"},        {"visited", "/pricing"},
                                   {"opened", "welcome"},   {"visited", "/product"},
                                   {"visited", "/blog"},    {"submitted", "demo"},
                                   {"visited", "/careers"}, {"requested", "demo"},
                                   {"requested", "quote"},  {"visited", "/pricing/enterprise"},
                                   {"called", "renewal"},   {"visited", "/contact"}};
  all.insert(all.begin(), first.begin(), first.end());
  return all;
}

Words make_prefixes() {
  Words all = {"/blog/", "/docs/", "/product/", "/pricing/", "/customers/", "/careers/"};
  for (const Section& section : kSections) all.push_back(section.path);
  // Narrower ones: "/docs/api/dyn-" is a tenth or less of its section.
  for (const Section& section : kSections) {
    for (const std::string& tail : kTails) all.push_back(section.path + tail + "-");
  }
  return all;
}

}  // namespace

World make_world() {
  Random random(kSeed);
  const auto field = [](std::string_view name, Words values, double exponent, double missing,
                        unsigned weight) {
    const std::size_t size = values.size();
    return TextField{name, std::move(values), Zipf(size, exponent), missing, weight};
  };
  std::vector<TextField> texts;
  texts.push_back(field("job_title", make_titles(random), 1.0, 0.03, 35));
  texts.push_back(field("company", make_companies(random), 0.7, 0, 30));
  texts.push_back(field("industry", kIndustries, 0.8, 0.05, 10));
  texts.push_back(field("country", kCountries, 1.0, 0.02, 10));
  texts.push_back(field("city", make_cities(), 0.9, 0.04, 10));
  texts.push_back(field("source", kSources, 0.7, 0, 5));
  auto deeds = make_deeds(random);
  const std::size_t deed_count = deeds.size();
  return World{
      .texts = std::move(texts),
      .numbers = {{"employees", 0.05}, {"annual_revenue", 0.08}, {"sessions", 0}, {"age_days", 0}},
      .first_names = kFirstNames,
      .last_names = kLastNames,
      .domains = make_domains(),
      .endings = {"@gmail.com", "@yahoo.com", "@outlook.com", ".edu", ".org", ".de", ".co.uk",
                  ".io", "@gmx.de", "@proton.me"},
      .title_words = {"Manager", "Director", "Engineer", "Head of", "VP of", "Chief", "Marketing",
                      "Sales", "Senior", "Security", "Data", "Customer Success", "Analyst"},
      .company_words = {"Labs", "Systems", "Software", "Bank", "Energy", "Health", "Robotics"},
      .deeds = std::move(deeds),
      .deed_frequency = Zipf(deed_count, 0.9),
      .page_prefixes = make_prefixes()};
}

std::int64_t draw_number(std::size_t place, Random& random) {
  const auto spread = [&](double least, double most) {  // as many of each order of magnitude
    return static_cast<std::int64_t>(least * std::exp(random.unit() * std::log(most / least)));
  };
  switch (place) {
    case 0:
      return spread(1, 100'000);  // employees
    case 1:
      return spread(10, 1'000'000) * 1'000;  // annual_revenue
    case 2:
      return spread(1, 200) - 1;  // sessions
    default:
      return static_cast<std::int64_t>(random.below(1'000));  // age_days
  }
}

}  // namespace leadscore::benchmarks
