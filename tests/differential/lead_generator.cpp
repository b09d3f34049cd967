#include "tests/differential/lead_generator.hpp"

#include "tests/differential/value_generator.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>

namespace leadscore::differential {
namespace {

using reference::Json;

class LeadGenerator {
 public:
  LeadGenerator(const GeneratedModel& model, TimeMs as_of, Random& random)
      : model_(model), as_of_(as_of), random_(random), values_(model, as_of, random) {}

  Json generate() {
    Json lead = Json::object();
    if (random_.chance(80)) lead["id"] = fmt::format("{}", random_.below(100));
    for (const GeneratedField& field : model_.fields) {
      if (random_.chance(12)) continue;
      values_.give(lead, field.key, values_.field_value(field));
      if (random_.chance(10)) values_.give(lead, field.key, values_.field_value(field));
    }
    if (random_.chance(25)) make_two_equal(lead);
    if (random_.chance(20)) lead["unused"] = 5;
    if (random_.chance(92)) lead["events"] = events();
    return lead;
  }

 private:
  // Gives a field what another one of its type has.
  void make_two_equal(Json& lead) {
    const GeneratedField& one = random_.pick(model_.fields);
    for (const GeneratedField& other : model_.fields) {
      if (other.type != one.type || other.name == one.name || !lead.contains(one.key)) continue;
      const Json value = lead[one.key];
      lead[other.key] = value;
    }
  }

  // One that the model mentions, as a rule.
  const GeneratedKind& kind() {
    std::size_t mentions = 0;
    for (const GeneratedKind& kind : model_.kinds) mentions += kind.mentions;
    if (mentions == 0 || random_.chance(10)) return random_.pick(model_.kinds);
    std::size_t left = random_.below(mentions);
    for (const GeneratedKind& kind : model_.kinds) {
      if (left < kind.mentions) return kind;
      left -= kind.mentions;
    }
    return model_.kinds.back();
  }

  Json event_type(const GeneratedKind& kind) {
    const std::string& name = random_.pick(kind.names_in_records);
    switch (random_.below(8)) {
      case 0:
        return ValueGenerator::upper(name);
      case 1:
        return " " + name + "-";
      default:
        return name;
    }
  }

  static std::string form_encoded(const std::string& text) {
    std::string encoded;
    for (const char byte : text) {
      if (std::isalnum(static_cast<unsigned char>(byte)) != 0) {
        encoded += byte;
      } else if (byte == ' ') {
        encoded += '+';
      } else {
        encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
      }
    }
    return encoded;
  }

  // A page as a tracker gives it: at times with its host and where its visitor came from.
  std::string address(const GeneratedKind& kind, const std::string& page) {
    std::string host = random_.pick(kHosts);
    std::string query;
    for (const GeneratedField& attribute : kind.attributes) {
      if (!attribute.texts.empty() && attribute.name == "host" && random_.chance(70)) {
        host = random_.pick(attribute.texts);
      }
      if (!attribute.name.starts_with("utm_") || !random_.chance(50)) continue;
      query += query.empty() ? "?" : "&";
      query += attribute.name + "=" +
               form_encoded(values_.text_near(attribute.texts.empty() ? kTexts : attribute.texts));
    }
    if (host.find_first_of("/?#@:") != host.npos) host = "www.Acme.com:8443";
    const std::string slash = page.starts_with('/') ? "" : "/";
    return "https://" + host + slash + page + query + (random_.chance(20) ? "#top" : "");
  }

  Json subject(const GeneratedKind& kind) {
    if (random_.chance(5)) return 7;
    if (random_.chance(5)) return values_.nothing();
    const std::vector<std::string>& usual = kind.is_path ? kPages : kTexts;
    const std::string text = values_.text_near(kind.subjects.empty() ? usual : kind.subjects);
    return kind.is_path && random_.chance(40) ? address(kind, text) : text;
  }

  void add_attributes(Json& object, const GeneratedKind& kind) {
    for (const GeneratedField& attribute : kind.attributes) {
      const bool is_of_address = attribute.name == "host" || attribute.name.starts_with("utm_");
      const bool is_tested = !attribute.texts.empty() || !attribute.numbers.empty();
      if (random_.chance(is_tested ? 80 : is_of_address ? 15 : 50)) {
        values_.give(object, attribute.key, values_.field_value(attribute));
      }
    }
  }

  void add_time_and_id(Json& object, const char* time_key, const char* id_key) {
    if (random_.chance(88)) {
      object[time_key] = random_.chance(5) ? values_.wrong() : values_.moment();
    }
    if (random_.chance(25)) {
      object[id_key] =
          random_.chance(10) ? values_.nothing() : Json(fmt::format("e{}", random_.below(3)));
    }
  }

  // §9 Segment: a page, a screen or a track message.
  Json message(const GeneratedKind& kind) {
    Json message = Json::object();
    const bool is_visit = kind.name == "visited" && random_.chance(80);
    message["type"] = !is_visit ? "track" : random_.chance(70) ? "page" : "screen";
    message["userId"] = "u1";
    Json properties = Json::object();
    add_attributes(properties, kind);
    if (!is_visit) {
      message["event"] = event_type(kind);
      if (random_.chance(85)) properties[kind.subject_name] = subject(kind);
    } else if (random_.chance(70)) {
      properties[random_.chance(50) ? "url" : "path"] = subject(kind);
    } else if (random_.chance(50)) {
      message["context"] = {{"page", {{"url", subject(kind)}}}};
    } else {
      message["name"] = subject(kind);
    }
    message["properties"] = std::move(properties);
    add_time_and_id(message, random_.chance(70) ? "timestamp" : "originalTimestamp", "messageId");
    return message;
  }

  Json identify() {
    Json traits = Json::object();
    for (const GeneratedField& field : model_.fields) {
      if (random_.chance(50)) values_.give(traits, field.key, values_.field_value(field));
    }
    Json message = {{"type", "identify"}, {"userId", "u1"}, {"traits", std::move(traits)}};
    if (random_.chance(90)) message["timestamp"] = values_.moment();
    return message;
  }

  Json event() {
    if (random_.chance(4)) return values_.wrong();
    const GeneratedKind& kind = this->kind();
    if (random_.chance(4)) return identify();
    if (random_.chance(10)) return message(kind);
    Json event = Json::object();
    if (random_.chance(8)) {
      event["type"] = "zoomed";
    } else if (random_.chance(95)) {
      event["type"] = event_type(kind);
    } else if (random_.chance(50)) {
      event["type"] = values_.nothing();
    }
    if (random_.chance(85)) {
      values_.give(event, random_.chance(70) ? kind.subject_name : "subject", subject(kind));
    }
    add_attributes(event, kind);
    add_time_and_id(event, "at", random_.chance(70) ? "id" : "messageId");
    return event;
  }

  Json events() {
    Json all = Json::array();
    for (std::size_t count = random_.below(10); count > 0; --count) {
      all.push_back(event());
      if (random_.chance(15)) all.push_back(all.back());
    }
    return all;
  }

  const GeneratedModel& model_;
  TimeMs as_of_;
  Random& random_;
  ValueGenerator values_;
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
