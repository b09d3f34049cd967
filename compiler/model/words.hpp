// The words that canonical text has for what is one of several: types, operators, windows.
#pragma once

#include "compiler/model/model.hpp"

#include <string>
#include <string_view>

namespace leadscore::model {

[[nodiscard]] std::string_view spelling(Type type);
[[nodiscard]] std::string_view spelling(TextOperator op);
[[nodiscard]] std::string_view spelling(NumberOperator op);
[[nodiscard]] std::string_view spelling(ScoreOperator op);
[[nodiscard]] std::string_view spelling(AggregateKind kind);
[[nodiscard]] std::string_view spelling(ArithmeticOperator op);
[[nodiscard]] std::string_view spelling(EventMeasure measure);
[[nodiscard]] std::string_view spelling(ChangeKind kind);
[[nodiscard]] std::string spelling(const Window& window);
[[nodiscard]] std::string spelling(const Decay& decay);

}  // namespace leadscore::model
