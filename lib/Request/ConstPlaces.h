//===- ConstPlaces.h - Constant pointers inside of active data -*- C++ -*-===//
//
// A struct that has a shadow may hold pointers into memory that has none: an
// array passed as constant beside an active one, a table of the program. Its
// shadow then holds the primal's own address there. The function that builds
// the struct knows; one that gets a pointer to it cannot tell. So a request
// says which of the pointers reached through its arguments these are.
//
// The description is a graph: states 0, 1, ... (one per parameter) stand for
// what the parameters point to (or for their own bytes, if they are no
// pointers), later states for memory reached through a pointer. Only what
// leads to a constant pointer is in it.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_CONSTPLACES_H
#define WENGERT_REQUEST_CONSTPLACES_H

#include "llvm/Support/raw_ostream.h"
#include <cstdint>
#include <tuple>
#include <vector>

namespace wengert {

struct ConstPlaces {
  enum Kind : uint8_t {
    Active,   ///< leads on to more places
    Constant, ///< always points to memory without shadow
    Mixed,    ///< may point to either
  };
  /// The pointer at Offset (in bytes; with a Stride: at Offset + k * Stride)
  /// of state From.
  struct Place {
    unsigned From;
    int64_t Offset;
    uint64_t Stride;
    Kind K;
    unsigned To; ///< the state of what it points to; None if not described
    auto key() const { return std::tie(From, Offset, Stride, K, To); }
    bool operator<(const Place &O) const { return key() < O.key(); }
    bool operator==(const Place &O) const { return key() == O.key(); }
  };
  static constexpr unsigned None = ~0u;
  /// More states than this are not described: the place is an error.
  static constexpr unsigned MaxStates = 256;

  /// A state's places stand behind the place that first leads to it.
  std::vector<Place> Places;

  bool empty() const { return Places.empty(); }
  bool operator<(const ConstPlaces &O) const { return Places < O.Places; }
  bool operator==(const ConstPlaces &O) const { return Places == O.Places; }
  void print(llvm::raw_ostream &OS) const;
};

} // namespace wengert
#endif
