//===- RuntimeSymbols.cpp - What JIT code needs from libgcc ---------------===//
#include "RuntimeSymbols.h"
#include <bit>
#include <cmath>
#include <cstdint>

// Only addresses are taken: the real types do not matter.
extern "C" {
#define EACH_LIBGCC(DO)                                                        \
  DO(__addtf3)                                                                 \
  DO(__subtf3)                                                                 \
  DO(__multf3) DO(__divtf3) DO(__powitf2) DO(__eqtf2) DO(__netf2) DO(__lttf2)  \
      DO(__letf2) DO(__gttf2) DO(__getf2) DO(__unordtf2) DO(__extenddftf2)     \
          DO(__extendsftf2) DO(__trunctfdf2) DO(__trunctfsf2) DO(__floatsitf)  \
              DO(__fixtfsi) DO(__extendhfsf2) DO(__truncsfhf2)                 \
                  DO(__truncdfhf2) DO(__powisf2) DO(__powidf2) DO(__powixf2)
#define DECLARE(F) void F();
EACH_LIBGCC(DECLARE)
#undef DECLARE
__float128 sinf128(__float128);
__float128 cosf128(__float128);
__float128 nearbyintf128(__float128);
}

namespace {

// bfloat is not in libgcc before 13. Round to nearest even; passed and
// returned in the low 16 bits of an SSE register, as a float's bits are.
float truncToBFloat(float F) {
  uint32_t Bits = std::bit_cast<uint32_t>(F);
  if (!std::isnan(F))
    Bits += 0x7fff + (Bits >> 16 & 1);
  return std::bit_cast<float>(Bits >> 16);
}
float truncDoubleToBFloat(double D) { return truncToBFloat(float(D)); }

// C23 functions, accurate enough for their own tests by exact reduction.
template <typename T> T sinPi(T X) {
  T R = X - 2 * std::nearbyint(X / 2);
  return std::sin(T(3.14159265358979323846264338327950288L) * R);
}
template <typename T> T cosPi(T X) {
  T R = X - 2 * std::nearbyint(X / 2);
  return std::cos(T(3.14159265358979323846264338327950288L) * R);
}

constexpr __float128 PiQuad = 3.14159265358979323846264338327950288419717Q;
__float128 sinPiQuad(__float128 X) {
  return sinf128(PiQuad * (X - 2 * nearbyintf128(X / 2)));
}
__float128 cosPiQuad(__float128 X) {
  return cosf128(PiQuad * (X - 2 * nearbyintf128(X / 2)));
}

} // namespace

namespace wengert::test {

static const RuntimeSymbol Symbols[] = {
#define ENTRY(F) {#F, reinterpret_cast<void *>(&F)},
    EACH_LIBGCC(ENTRY)
#undef ENTRY
        {"__truncsfbf2", reinterpret_cast<void *>(&truncToBFloat)},
    {"__truncdfbf2", reinterpret_cast<void *>(&truncDoubleToBFloat)},
    {"sinpif", reinterpret_cast<void *>(&sinPi<float>)},
    {"sinpi", reinterpret_cast<void *>(&sinPi<double>)},
    {"sinpil", reinterpret_cast<void *>(&sinPi<long double>)},
    {"sinpif128", reinterpret_cast<void *>(&sinPiQuad)},
    {"cospif128", reinterpret_cast<void *>(&cosPiQuad)},
    {"cospif", reinterpret_cast<void *>(&cosPi<float>)},
    {"cospi", reinterpret_cast<void *>(&cosPi<double>)},
    {"cospil", reinterpret_cast<void *>(&cosPi<long double>)},
};

llvm::ArrayRef<RuntimeSymbol> runtimeSymbols() { return Symbols; }

} // namespace wengert::test
