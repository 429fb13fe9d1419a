//===- Options.h - Are gradients to be checked? ----------------*- C++ -*-===//
//
// `-mllvm -wengert-check[=WORDS]` (clang, flang, opt), or in the environment of
// the compiler WENGERT_CHECK=WORDS, which reaches rustc's and lld's code
// generation as well. WORDS, between commas, are those of the run as well
// (runtime/check/state.h): strict, report, quiet, every=N, seconds=N, on; off.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_CHECK_OPTIONS_H
#define WENGERT_CHECK_OPTIONS_H

#include <optional>
#include <string>

namespace wengert {

/// The words, if gradients are to be checked.
std::optional<std::string> checkWords();

} // namespace wengert
#endif
