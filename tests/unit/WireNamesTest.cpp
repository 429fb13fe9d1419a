// Look-ups in the table of the wire convention.
#include "Request/WireNames.h"
#include "gtest/gtest.h"

using namespace wengert;

namespace {

TEST(WireNames, HooksMatchByPrefix) {
  EXPECT_EQ(findHook("__enzyme_autodiff"), Hook::AutoDiff);
  EXPECT_EQ(findHook("__enzyme_autodiff_of_something"), Hook::AutoDiff);
  EXPECT_EQ(findHook("__enzyme_fwddiffRNvC3abc"), Hook::FwdDiff);
  EXPECT_EQ(findHook("__enzyme_augmentfwd"), Hook::AugmentFwd);
  EXPECT_EQ(findHook("__enzyme_augmentsize2"), Hook::AugmentSize);
  EXPECT_EQ(findHook("__enzyme_reverse_void"), Hook::Reverse);
  EXPECT_EQ(findHook("__enzyme_fwdsplit"), Hook::FwdSplit);
}

TEST(WireNames, NothingElseIsAHook) {
  EXPECT_FALSE(findHook("autodiff"));
  EXPECT_FALSE(findHook("my__enzyme_autodiff"));
  EXPECT_FALSE(findHook("__enzyme"));
  EXPECT_FALSE(findHook("enzyme_dup"));
}

TEST(WireNames, MangledCxxNames) {
  // double __enzyme_autodiff(void*, ...)
  EXPECT_EQ(findHook("_Z17__enzyme_autodiffPvz"), Hook::AutoDiff);
  // template: double __enzyme_fwddiff<double, double>(void*, double)
  EXPECT_EQ(findHook("_Z16__enzyme_fwddiffIdJdEET_PvDpT0_"), Hook::FwdDiff);
  // a namespace does not hide it, another function's argument does not show it
  EXPECT_EQ(findHook("_ZN3lib17__enzyme_autodiffEPvz"), Hook::AutoDiff);
  EXPECT_FALSE(findHook("_Z3fooI17__enzyme_autodiffEvv"));
}

TEST(WireNames, MarkersMatchExactly) {
  EXPECT_EQ(findMarker("enzyme_dup"), Marker::Dup);
  EXPECT_EQ(findMarker("enzyme_dupnoneed"), Marker::DupNoNeed);
  EXPECT_FALSE(findMarker("enzyme_dupp"));
  EXPECT_FALSE(findMarker("enzyme_du"));
  EXPECT_EQ(nearestMarker("enzyme_dupnoned"), "enzyme_dupnoneed");
  EXPECT_EQ(nearestMarker("enzyme_cosnt"), "enzyme_const");
}

TEST(WireNames, EveryMarkerFindsItself) {
#define WIRE_MARKER(Enum, Name, Role, Follows)                                 \
  EXPECT_EQ(findMarker(Name), Marker::Enum);                                   \
  EXPECT_EQ(markerName(Marker::Enum), Name);                                   \
  EXPECT_EQ(follows(Marker::Enum), unsigned(Follows));
#include "Request/WireTable.def"
}

TEST(WireNames, EveryHookFindsItself) {
#define WIRE_HOOK(Enum, Prefix, Support, Operands)                             \
  EXPECT_EQ(findHook(Prefix), Hook::Enum);                                     \
  EXPECT_EQ(hookName(Hook::Enum), Prefix);
#include "Request/WireTable.def"
}

} // namespace
