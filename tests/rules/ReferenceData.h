//===- ReferenceData.h - The oracle's points -------------------*- C++ -*-===//
#ifndef WENGERT_TESTS_RULES_REFERENCEDATA_H
#define WENGERT_TESTS_RULES_REFERENCEDATA_H

#include <map>
#include <string>
#include <vector>

namespace wengert::test {

/// One line of reference.txt. Numbers stay decimal: each float type rounds
/// them for itself. Partials[c * fields + f]; "-" for integer operands.
struct Point {
  bool Edge = false;
  std::vector<std::string> Operands, Results, Partials;
};

/// Points by rule name.
const std::map<std::string, std::vector<Point>> &referenceData();

} // namespace wengert::test
#endif
