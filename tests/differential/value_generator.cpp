#include "tests/differential/value_generator.hpp"

#include "base/number.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <cmath>

namespace leadscore::differential {

using reference::Json;

namespace {

std::string normalised(const std::string& text, bool is_composed) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* form = is_composed ? icu::Normalizer2::getNFCInstance(error)
                                             : icu::Normalizer2::getNFDInstance(error);
  std::string result;
  form->normalize(icu::UnicodeString::fromUTF8(text), error).toUTF8String(result);
  return result;
}

std::string composed(const std::string& text) { return normalised(text, true); }
std::string decomposed(const std::string& text) { return normalised(text, false); }

std::string lower(const std::string& text) {
  std::string result;
  icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(result);
  return result;
}

}  // namespace

// §9 Keys: exact, lenient, nested.
void ValueGenerator::give(Json& object, const std::string& key, const Json& value) {
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

std::string ValueGenerator::lenient(const std::string& key) {
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

Json ValueGenerator::nothing() {
  static const std::array kNothing = {Json(nullptr), Json(""), Json("  "), Json("\u00A0\t")};
  return random_.pick(kNothing);
}

Json ValueGenerator::wrong() {
  static const std::array kWrong = {Json(true),          Json("maybe"),       Json(Json::object()),
                                    Json("not a thing"), Json(Json::array()), Json(-1.5),
                                    Json({{"a", 1}}),    Json("2026"),        Json(1e300)};
  return random_.pick(kWrong);
}

Json ValueGenerator::field_value(const GeneratedField& field) {
  if (random_.chance(10)) return nothing();
  if (random_.chance(8)) return wrong();
  if (!field.texts.empty() && random_.chance(10)) return random_.pick(field.texts);
  switch (field.type) {
    case FieldType::kText:
      return text_near(!field.texts.empty()    ? field.texts
                       : field.name == "email" ? kEmails
                                               : kTexts);
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

std::string ValueGenerator::upper(const std::string& text) {
  std::string result;
  icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(result);
  return result;
}

std::string ValueGenerator::text_near(const std::vector<std::string>& texts) {
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

Json ValueGenerator::list_near(const GeneratedField& field) {
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

Json ValueGenerator::number_near(const GeneratedField& field) {
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

Json ValueGenerator::yes_no() {
  static const std::array kWords = {Json(true),   Json(false), Json("Yes"), Json("n"),
                                    Json("TRUE"), Json(" 1 "), Json(0),     Json(1),
                                    Json("on"),   Json(2),     Json("no"),  Json("Y")};
  return random_.pick(kWords);
}

TimeMs ValueGenerator::time_near() {
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

Json ValueGenerator::moment() {
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

}  // namespace leadscore::differential
