#include "tests/differential/lead_generator.hpp"

#include "base/number.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <cmath>

namespace leadscore::differential {
namespace {

using reference::Json;

class LeadGenerator {
 public:
  LeadGenerator(const GeneratedModel& model, TimeMs as_of, Random& random)
      : model_(model), as_of_(as_of), random_(random) {}

  Json generate() {
    Json lead = Json::object();
    if (random_.chance(80)) lead["id"] = fmt::format("{}", random_.below(100));
    for (const GeneratedField& field : model_.fields) {
      if (random_.chance(12)) continue;
      give(lead, field.key, field_value(field));
      if (random_.chance(10)) give(lead, field.key, field_value(field));
    }
    if (random_.chance(20)) lead["unused"] = 5;
    if (random_.chance(90)) lead["events"] = events();
    return lead;
  }

 private:
  // §9 Keys: exact, lenient, nested.
  void give(Json& object, const std::string& key, const Json& value) {
    const std::size_t dot = key.find('.');
    if (random_.chance(70) && dot == std::string::npos) {
      object[key] = value;
    } else if (random_.chance(60) && dot != std::string::npos) {
      Json& inside = object[key.substr(0, dot)];
      if (!inside.is_object()) inside = Json::object();
      give(inside, key.substr(dot + 1), value);
    } else {
      object[lenient(key)] = value;
    }
  }

  std::string lenient(const std::string& key) {
    switch (random_.below(4)) {
      case 0:
        return upper(key);
      case 1:
        return " " + key + "!";
      case 2:
        return decomposed(key);
      default:
        break;
    }
    std::string spaced;
    for (const char byte : key) spaced += byte == '_' || byte == '.' ? ' ' : byte;
    return spaced;
  }

  Json nothing() {
    static const std::array kNothing = {Json(nullptr), Json(""), Json("  "), Json("\u00A0\t")};
    return random_.pick(kNothing);
  }

  Json wrong() {
    static const std::array kWrong = {
        Json(true),          Json("maybe"),       Json(Json::object()),
        Json("not a thing"), Json(Json::array()), Json(-1.5),
        Json({{"a", 1}}),    Json("2026"),        Json(1e300)};
    return random_.pick(kWrong);
  }

  Json field_value(const GeneratedField& field) {
    if (random_.chance(10)) return nothing();
    if (random_.chance(8)) return wrong();
    if (!field.texts.empty() && random_.chance(10)) return random_.pick(field.texts);
    switch (field.type) {
      case FieldType::kText:
        return text_near(field.texts.empty() ? kTexts : field.texts);
      case FieldType::kNumber:
        return number_near(field);
      case FieldType::kYesNo:
        return yes_no();
      case FieldType::kTime:
        return moment();
      case FieldType::kList:
        return list_near(field);
      case FieldType::kOneOf:
        return text_near(kPlans);
    }
    return nullptr;
  }

  // ---- Texts ----

  static std::string composed(const std::string& text) { return normalised(text, true); }
  static std::string decomposed(const std::string& text) { return normalised(text, false); }

  static std::string normalised(const std::string& text, bool is_composed) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* form = is_composed ? icu::Normalizer2::getNFCInstance(error)
                                               : icu::Normalizer2::getNFDInstance(error);
    std::string result;
    form->normalize(icu::UnicodeString::fromUTF8(text), error).toUTF8String(result);
    return result;
  }

  static std::string upper(const std::string& text) {
    std::string result;
    icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(result);
    return result;
  }

  static std::string lower(const std::string& text) {
    std::string result;
    icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(result);
    return result;
  }

  std::string text_near(const std::vector<std::string>& texts) {
    const std::string& text = random_.pick(texts);
    switch (random_.below(10)) {
      case 0:
        return upper(text);
      case 1:
        return lower(text);
      case 2:
        return decomposed(text);
      case 3:
        return composed(text);
      case 4:
        return " \u2003" + text + "\t\u00A0";
      case 5:
        return "the " + text + ", it is";
      case 6:
        return "x" + text + "s";
      case 7:
        return text + " " + random_.pick(kTexts);
      default:
        return text;
    }
  }

  Json list_near(const GeneratedField& field) {
    const std::vector<std::string>& texts = field.texts.empty() ? kTexts : field.texts;
    if (random_.chance(20)) return text_near(texts) + "; " + text_near(texts) + ";";
    if (random_.chance(10)) return 7;
    Json items = Json::array();
    for (std::size_t count = random_.below(4); count > 0; --count) {
      switch (random_.below(12)) {
        case 0:
          items.push_back(nothing());
          break;
        case 1:
          items.push_back(2.5);
          break;
        case 2:
          items.push_back(true);
          break;
        default:
          items.push_back(text_near(texts));
          break;
      }
    }
    return items;
  }

  // ---- Numbers and times ----

  Json number_near(const GeneratedField& field) {
    double number = field.numbers.empty() ? 5 : random_.pick(field.numbers);
    switch (random_.below(8)) {
      case 0:
        number = std::nextafter(number, HUGE_VAL);
        break;
      case 1:
        number = std::nextafter(number, -HUGE_VAL);
        break;
      case 2:
        number += 1;
        break;
      case 3:
        number -= 1;
        break;
      default:
        break;
    }
    switch (random_.below(6)) {
      case 0:
        return " " + format_number(number) + " ";
      case 1:
        return "$" + format_number(number);
      case 2:
        return random_.chance(50) ? "1,000" : "1,00";
      default:
        break;
    }
    if (number == std::floor(number) && std::abs(number) < 1e15 && random_.chance(70)) {
      return static_cast<std::int64_t>(number);
    }
    return number;
  }

  Json yes_no() {
    static const std::array kWords = {Json(true),   Json(false), Json("Yes"), Json("n"),
                                      Json("TRUE"), Json(" 1 "), Json(0),     Json(1),
                                      Json("on"),   Json(2),     Json("no"),  Json("Y")};
    return random_.pick(kWords);
  }

  TimeMs time_near() {
    TimeMs time = as_of_;
    const std::size_t choice = random_.below(10);
    if (choice < 6 && !model_.durations.empty()) {
      time += (random_.chance(80) ? -1 : 1) * random_.pick(model_.durations);
    } else if (choice < 9 && !model_.dates.empty()) {
      time = random_.pick(model_.dates) + (random_.chance(40) ? kMsPerDay : 0);
    } else {
      time -= static_cast<TimeMs>(random_.below(100)) * kMsPerDay;
    }
    const std::size_t slip = random_.below(4);
    return slip == 0 ? time - 1 : slip == 1 ? time + 1 : time;
  }

  Json moment() {
    const TimeMs time = time_near();
    const bool is_whole_second = time % 1000 == 0;
    const bool is_plain = time >= 100'000'000'000;
    switch (random_.below(8)) {
      case 0:
        if (is_plain) return time;
        break;
      case 1:
        if (is_plain) return fmt::format("{}", time);
        break;
      case 2:
        if (is_whole_second) return time / 1000;
        break;
      case 3:
        return format_date(time);
      case 4: {  // the same moment in another zone
        std::string text = format_time(time + 2 * kMsPerHour);
        text.pop_back();
        return text + "+02:00";
      }
      default:
        break;
    }
    return format_time(time);
  }

  // ---- Events ----

  Json event_type(const GeneratedKind& kind) {
    const std::string& name = random_.pick(kind.names_in_records);
    switch (random_.below(8)) {
      case 0:
        return upper(name);
      case 1:
        return " " + name + "-";
      default:
        return name;
    }
  }

  Json event() {
    if (random_.chance(4)) return wrong();
    Json event = Json::object();
    const GeneratedKind& kind = random_.pick(model_.kinds);
    const bool is_unknown_kind = random_.chance(8);
    if (is_unknown_kind) {
      event["type"] = "zoomed";
    } else if (random_.chance(95)) {
      event["type"] = event_type(kind);
    } else if (random_.chance(50)) {
      event["type"] = nothing();
    }
    if (random_.chance(85)) {
      const std::string subject =
          text_near(kind.subjects.empty() ? (kind.is_path ? kPages : kTexts) : kind.subjects);
      const std::string address = kind.is_path && random_.chance(30)
                                      ? "https://www.Acme.com:8443" + subject + "?utm_source=x#top"
                                      : subject;
      give(event, random_.chance(70) ? kind.subject_name : "subject",
           random_.chance(5)   ? Json(7)
           : random_.chance(5) ? nothing()
                               : Json(address));
    }
    if (random_.chance(88)) event["at"] = random_.chance(5) ? wrong() : moment();
    if (random_.chance(25)) {
      event[random_.chance(70) ? "id" : "messageId"] =
          random_.chance(10) ? nothing() : Json(fmt::format("e{}", random_.below(3)));
    }
    return event;
  }

  Json events() {
    Json all = Json::array();
    for (std::size_t count = random_.below(7); count > 0; --count) {
      all.push_back(event());
      if (random_.chance(15)) all.push_back(all.back());
    }
    return all;
  }

  const GeneratedModel& model_;
  TimeMs as_of_;
  Random& random_;
};

}  // namespace

Json generate_lead(const GeneratedModel& model, TimeMs as_of, Random& random) {
  return LeadGenerator(model, as_of, random).generate();
}

Json generate_known_value(const GeneratedField& field, TimeMs as_of, Random& random) {
  switch (field.type) {
    case FieldType::kNumber:
      return field.numbers.empty() ? 5.0 : random.pick(field.numbers);
    case FieldType::kYesNo:
      return true;
    case FieldType::kTime:
      return format_time(as_of - static_cast<TimeMs>(random.below(100)) * kMsPerDay);
    case FieldType::kOneOf:
      return random.pick(kPlans);
    case FieldType::kText:
    case FieldType::kList:
      break;
  }
  return random.pick(field.texts.empty() ? kTexts : field.texts);
}

TimeMs generate_as_of(Random& random) {
  static constexpr std::array<TimeMs, 4> kMoments = {1'769'817'600'000, 1'769'817'600'123,
                                                     1'769'860'799'999, 1'767'225'600'000};
  return random.pick(kMoments);
}

}  // namespace leadscore::differential
