//===- wengert.hpp - Derivatives of C++ functions --------------*- C++ -*-===//
//
// C++20, header only; compile with  clang++ -fpass-plugin=libEnzyme-22.so.
//
//   double f(double x, double y);
//   auto [dx, dy]    = wengert::gradient<f>(x, y);
//   auto [v, gx, gy] = wengert::value_and_gradient<f>(x, y);
//   double t         = wengert::jvp<f>(wengert::duplicated(x, 1.0),
//                                      wengert::constant(y));
//   auto [sx, sy]    = wengert::vjp<f>(seed, x, y);
//
//   double norm(const double *x, int n);
//   wengert::gradient<norm>(wengert::duplicated(x, dx), n);  // adds to dx
//
// The function is a template argument (a function or a lambda without
// captures) or the first argument (also a lambda with captures, which are
// taken as constants). Each argument says how it takes part:
//
//   constant(x)                 not differentiated
//   active(x)                   by value; its gradient is returned
//   duplicated(x, dx)           dx is the shadow of x: gradients are added to
//                               it (reverse), it is the tangent (forward)
//   duplicated_noneed(x, dx)    as above, the primal value is not needed
//
// In gradient and vjp a bare floating-point argument is active; everywhere a
// bare integer, bool or enum is constant. All else must be marked.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_WENGERT_HPP
#define WENGERT_WENGERT_HPP

#include "wengert/wengert.h"
#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#define WENGERT_INLINE [[gnu::always_inline]] inline

namespace wengert {

/// What a call returns when it returns several values; made for structured
/// bindings; up to twelve. One value is returned as itself, none as void.
template <class... T> struct results;
template <> struct results<> {};
template <class T0>
struct results<T0> {
  T0 d0;
};
template <class T0, class T1>
struct results<T0, T1> {
  T0 d0;
  T1 d1;
};
template <class T0, class T1, class T2>
struct results<T0, T1, T2> {
  T0 d0;
  T1 d1;
  T2 d2;
};
template <class T0, class T1, class T2, class T3>
struct results<T0, T1, T2, T3> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
};
template <class T0, class T1, class T2, class T3, class T4>
struct results<T0, T1, T2, T3, T4> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
  T4 d4;
};
template <class T0, class T1, class T2, class T3, class T4, class T5>
struct results<T0, T1, T2, T3, T4, T5> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
  T4 d4;
  T5 d5;
};
template <class T0, class T1, class T2, class T3, class T4, class T5, class T6>
struct results<T0, T1, T2, T3, T4, T5, T6> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
  T4 d4;
  T5 d5;
  T6 d6;
};
template <class T0, class T1, class T2, class T3, class T4, class T5, class T6, class T7>
struct results<T0, T1, T2, T3, T4, T5, T6, T7> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
  T4 d4;
  T5 d5;
  T6 d6;
  T7 d7;
};
template <class T0, class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8>
struct results<T0, T1, T2, T3, T4, T5, T6, T7, T8> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
  T4 d4;
  T5 d5;
  T6 d6;
  T7 d7;
  T8 d8;
};
template <class T0, class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9>
struct results<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
  T4 d4;
  T5 d5;
  T6 d6;
  T7 d7;
  T8 d8;
  T9 d9;
};
template <class T0, class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10>
struct results<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
  T4 d4;
  T5 d5;
  T6 d6;
  T7 d7;
  T8 d8;
  T9 d9;
  T10 d10;
};
template <class T0, class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11>
struct results<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> {
  T0 d0;
  T1 d1;
  T2 d2;
  T3 d3;
  T4 d4;
  T5 d5;
  T6 d6;
  T7 d7;
  T8 d8;
  T9 d9;
  T10 d10;
  T11 d11;
};

namespace detail {

enum class kind { constant, active, duplicated, duplicated_noneed };

/// Addresses, so that tags can be copied; temporaries live as long as the call.
template <kind K, class T, class S = void> struct tagged {
  static constexpr kind activity = K;
  using shadow_type = S;
  T *value;
  S *shadow;
};
template <kind K, class T> struct tagged<K, T, void> {
  static constexpr kind activity = K;
  T *value;
};

template <class T> inline constexpr bool is_tagged = false;
template <kind K, class T, class S>
inline constexpr bool is_tagged<tagged<K, T, S>> = true;

// Never defined: the plugin replaces every call.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-internal"
template <class Result, class... Operands>
Result __enzyme_autodiff(void *, Operands...);
template <class Result, class... Operands>
Result __enzyme_fwddiff(void *, Operands...);
#pragma clang diagnostic pop

template <class... T> struct result_of {
  using type = results<T...>;
};
template <class T> struct result_of<T> {
  using type = T;
};
template <> struct result_of<> {
  using type = void;
};

/// The parts of a callable's type: result, parameters.
template <class R, class... P> struct signature {
  using result = R;
};
template <class F> struct signature_of;
template <class R, class... P> struct signature_of<R (*)(P...)> {
  using type = signature<R, P...>;
};
template <class R, class... P> struct signature_of<R (*)(P...) noexcept> {
  using type = signature<R, P...>;
};
#define WENGERT_MEMBER(Qualifiers)                                             \
  template <class C, class R, class... P>                                      \
  struct signature_of<R (C::*)(P...) Qualifiers> {                             \
    using type = signature<R, P...>;                                           \
  };
WENGERT_MEMBER()
WENGERT_MEMBER(const)
WENGERT_MEMBER(noexcept)
WENGERT_MEMBER(const noexcept)
#undef WENGERT_MEMBER

template <class F>
concept plain_function = requires(F f) { +f; } &&
    std::is_function_v<std::remove_pointer_t<decltype(+std::declval<F>())>>;
template <class F>
concept simple_functor = requires { &std::remove_cvref_t<F>::operator(); };

/// Calls a closure through a pointer to it, so that it is a function.
template <class F, class S> struct trampoline;
template <class F, class R, class... P>
struct trampoline<F, signature<R, P...>> {
  static R call(const F *f, P... p) {
    return (*f)(static_cast<P &&>(p)...);
  }
};

enum class mode { forward, reverse };

/// What an argument is when it carries no tag.
template <mode M, class A> consteval kind kind_of() {
  using V = std::remove_cvref_t<A>;
  if constexpr (is_tagged<V>)
    return V::activity;
  else if constexpr (std::is_floating_point_v<V>) {
    static_assert(M == mode::reverse,
                  "wengert: in jvp a floating-point argument needs "
                  "duplicated(x, dx) or constant(x)");
    return kind::active;
  } else {
    static_assert(std::is_integral_v<V> || std::is_enum_v<V> ||
                      std::is_null_pointer_v<V>,
                  "wengert: a pointer, reference or class argument needs "
                  "constant(x), active(x) or duplicated(x, dx)");
    return kind::constant;
  }
}

template <class P>
inline constexpr bool by_address =
    std::is_reference_v<P> || std::is_pointer_v<P>;

/// Checks one argument against its parameter, with a message that says what
/// to write instead.
template <mode M, class P, class A> consteval bool check() {
  constexpr kind K = kind_of<M, A>();
  using V = std::remove_cvref_t<P>;
  if constexpr (K == kind::active) {
    static_assert(M == mode::reverse,
                  "wengert: active(x) has no meaning in jvp; use "
                  "duplicated(x, dx)");
    static_assert(!by_address<P>,
                  "wengert: active(x) is for arguments passed by value; use "
                  "duplicated(x, dx) for pointers and references");
    static_assert(std::is_floating_point_v<V> || std::is_class_v<V>,
                  "wengert: active(x) is for floating-point values and "
                  "structs of them");
    static_assert(std::is_trivially_copyable_v<V>,
                  "wengert: active(x) of a class that owns memory; let the "
                  "function take a reference and use duplicated(x, dx)");
  }
  if constexpr (K == kind::duplicated || K == kind::duplicated_noneed) {
    static_assert(M == mode::forward || by_address<P> ||
                      !std::is_floating_point_v<V>,
                  "wengert: in reverse mode duplicated(x, dx) is for pointers "
                  "and references; use active(x) for a value");
    static_assert(M == mode::forward || by_address<P> ||
                      std::is_trivially_copyable_v<V>,
                  "wengert: duplicated(x, dx) of a class passed by value would "
                  "add gradients to a copy; let the function take a reference");
    using Shadow = typename std::remove_cvref_t<A>::shadow_type;
    if constexpr (std::is_reference_v<P>)
      static_assert(std::is_same_v<std::remove_cv_t<Shadow>, V> &&
                        (M == mode::forward || !std::is_const_v<Shadow>),
                    "wengert: the shadow of a reference must be a variable of "
                    "the same type");
    else
      static_assert(std::is_convertible_v<Shadow &, P>,
                    "wengert: the shadow must have the type of the parameter");
  }
  return true;
}

/// All addresses travel as void *: a hook cannot have local types in its own.
template <class X> WENGERT_INLINE void *address(X &x) {
  return const_cast<void *>(
      static_cast<const volatile void *>(std::addressof(x)));
}

/// The operand for parameter type P: an address for a reference, else the
/// value converted as in an ordinary call.
template <class P, class X> WENGERT_INLINE auto operand(X &x) {
  using V = std::remove_cv_t<P>;
  if constexpr (std::is_reference_v<P>)
    return address(static_cast<const std::remove_cvref_t<P> &>(x));
  else if constexpr (std::is_pointer_v<V> &&
                     std::is_object_v<std::remove_pointer_t<V>>)
    return const_cast<void *>(
        static_cast<const volatile void *>(static_cast<V>(x)));
  else
    return static_cast<V>(x);
}

template <class X> WENGERT_INLINE auto &untag(X &x) {
  if constexpr (is_tagged<X>)
    return *x.value;
  else
    return x;
}

/// A struct by value: the ABI may split it, so it is passed by address.
template <class P>
inline constexpr bool by_bytes =
    std::is_class_v<P> && std::is_trivially_copyable_v<P>;

/// Builds the operand list. Pending arguments stand at the front of `args`,
/// one for each P; each step moves the first one, with its marker, to the
/// back. When none is pending, what is left is the list.
template <mode M, class Result, class... P> struct builder;

template <mode M, class Result> struct builder<M, Result> {
  template <class... Done>
  WENGERT_INLINE static Result run(void *f, Done... done) {
    if constexpr (M == mode::forward)
      return __enzyme_fwddiff<Result>(f, done...);
    else
      return __enzyme_autodiff<Result>(f, done...);
  }
};

/// Stands for the marker of the call.
struct head {};
template <mode M, class Result, class... Rest>
struct builder<M, Result, head, Rest...> {
  template <class... More>
  WENGERT_INLINE static Result run(void *f, int marker, More... more) {
    return builder<M, Result, Rest...>::run(f, more..., marker);
  }
};

/// Stands for an operand without marker, the seed.
struct tail {};
template <mode M, class Result> struct builder<M, Result, tail> {
  template <class S, class... Done>
  WENGERT_INLINE static Result run(void *f, S seed, Done... done) {
    return builder<M, Result>::run(f, done..., seed);
  }
};

template <mode M, class Result, class P, class... Rest>
struct builder<M, Result, P, Rest...> {
  using next = builder<M, Result, Rest...>;

  template <class A, class... More>
  WENGERT_INLINE static Result run(void *f, A first, More... more) {
    constexpr kind K = kind_of<M, A>();
    if constexpr (std::is_empty_v<P> && by_bytes<P>)
      return next::run(f, more...); // not passed at all
    else if constexpr (K == kind::constant)
      return value(f, enzyme_const, untag(first), more...);
    else if constexpr (K == kind::active)
      return value(f, enzyme_out, untag(first), more...);
    else if constexpr (K == kind::duplicated)
      return shadowed(f, enzyme_dup, first, more...);
    else
      return shadowed(f, enzyme_dupnoneed, first, more...);
  }

  template <class X, class... More>
  WENGERT_INLINE static Result value(void *f, int marker, X &x,
                                     More... more) {
    if constexpr (by_bytes<P>) {
      std::remove_cv_t<P> copy = x;
      return next::run(f, more..., marker, enzyme_byref, int(sizeof(P)),
                       address(copy));
    } else {
      return next::run(f, more..., marker, operand<P>(x));
    }
  }

  template <class Tag, class... More>
  WENGERT_INLINE static Result shadowed(void *f, int marker, Tag &tag,
                                        More... more) {
    if constexpr (by_bytes<P>) {
      std::remove_cv_t<P> copy = *tag.value, shadow = *tag.shadow;
      return next::run(f, more..., marker, enzyme_byref, int(sizeof(P)),
                       address(copy), address(shadow));
    } else {
      return next::run(f, more..., marker,
                       operand<P>(*tag.value), operand<P>(*tag.shadow));
    }
  }
};

/// The types that come back: those of the parameters whose argument is active.
template <class List, class... P> struct actives;
template <class... Out> struct actives<results<Out...>> {
  template <class...> using type = results<Out...>;
};
template <class... Out, class P, class... Rest>
struct actives<results<Out...>, P, Rest...> {
  template <class A, class... More>
  using type = typename std::conditional_t<
      kind_of<mode::reverse, A>() == kind::active,
      actives<results<Out..., std::remove_cv_t<P>>, Rest...>,
      actives<results<Out...>, Rest...>>::template type<More...>;
};

template <class List> struct collapse;
template <class... T> struct collapse<results<T...>> : result_of<T...> {};

enum class want { gradient, value_and_gradient, jvp, value_and_jvp };

template <want W, class Signature> struct caller;
template <want W, class R, class... P> struct caller<W, signature<R, P...>> {
  static constexpr mode M = W == want::jvp || W == want::value_and_jvp
                                ? mode::forward
                                : mode::reverse;

  template <class... A> static consteval bool checked() {
    static_assert(sizeof...(A) == sizeof...(P),
                  "wengert: pass one argument for each parameter of the "
                  "function");
    if constexpr (sizeof...(A) == sizeof...(P))
      return (check<M, P, A>() && ... && true);
    return false;
  }

  template <class... A> static consteval auto result_type() {
    if constexpr (W == want::jvp)
      return std::type_identity<R>();
    else if constexpr (W == want::value_and_jvp)
      return std::type_identity<results<R, R>>();
    else if constexpr (W == want::gradient)
      return std::type_identity<typename collapse<typename actives<
          results<>, P...>::template type<A...>>::type>();
    else
      return std::type_identity<typename collapse<typename actives<
          results<R>, P...>::template type<A...>>::type>();
  }

  template <class... A>
  WENGERT_INLINE static auto run(void *f, A &&...args) {
    static_assert(checked<A...>());
    using Result = typename decltype(result_type<A...>())::type;
    if constexpr ((W == want::value_and_gradient || W == want::value_and_jvp) &&
                  !std::is_void_v<R>)
      return builder<M, Result, head, P...>::run(f, enzyme_primal_return,
                                                 args...);
    else
      return builder<M, Result, P...>::run(f, args...);
  }

  /// The seed, the differential of the result, is the last operand.
  template <class S, class... A>
  WENGERT_INLINE static auto seeded(void *f, S seed, A &&...args) {
    static_assert(checked<A...>());
    static_assert(!std::is_void_v<R>,
                  "wengert: vjp needs a function with a result");
    static_assert(std::is_floating_point_v<R>,
                  "wengert: the seed of vjp is the differential of a "
                  "floating-point result");
    using Result = typename decltype(result_type<A...>())::type;
    return builder<M, Result, P..., tail>::run(f, args..., R(seed));
  }
};

template <class F> auto signature_type() {
  if constexpr (plain_function<F>)
    return typename signature_of<decltype(+std::declval<F>())>::type();
  else {
    static_assert(simple_functor<F>,
                  "wengert: the function must be a function, a function "
                  "pointer or an object with one call operator that is no "
                  "template");
    return typename signature_of<
        decltype(&std::remove_cvref_t<F>::operator())>::type();
  }
}

template <class S> struct prefixed;
template <class R, class... P> struct prefixed<signature<R, P...>> {
  template <class Self> using with = signature<R, Self, P...>;
};

/// Calls Use with the function's address, as template argument its caller.
template <want W, class F, class... A>
WENGERT_INLINE auto dispatch(F &&f, A &&...args) {
  using S = decltype(signature_type<F>());
  if constexpr (plain_function<F>) {
    return caller<W, S>::run(reinterpret_cast<void *>(+f), args...);
  } else {
    using C = std::remove_cvref_t<F>;
    using Full = typename prefixed<S>::template with<const C *>;
    const C *self = std::addressof(f);
    return caller<W, Full>::run(
        reinterpret_cast<void *>(&trampoline<C, S>::call),
        tagged<kind::constant, const C *>{&self}, args...);
  }
}

template <class F, class Seed, class... A>
WENGERT_INLINE auto dispatch_seeded(F &&f, Seed seed, A &&...args) {
  using S = decltype(signature_type<F>());
  if constexpr (plain_function<F>) {
    return caller<want::gradient, S>::seeded(reinterpret_cast<void *>(+f),
                                             seed, args...);
  } else {
    using C = std::remove_cvref_t<F>;
    using Full = typename prefixed<S>::template with<const C *>;
    const C *self = std::addressof(f);
    return caller<want::gradient, Full>::seeded(
        reinterpret_cast<void *>(&trampoline<C, S>::call), seed,
        tagged<kind::constant, const C *>{&self}, args...);
  }
}

} // namespace detail

// Tags.

template <class T> WENGERT_INLINE constexpr auto constant(T &&x) {
  return detail::tagged<detail::kind::constant, std::remove_reference_t<T>>{
      std::addressof(x)};
}
template <class T> WENGERT_INLINE constexpr auto active(T &&x) {
  return detail::tagged<detail::kind::active, std::remove_reference_t<T>>{
      std::addressof(x)};
}
template <class T, class S>
WENGERT_INLINE constexpr auto duplicated(T &&x, S &&dx) {
  return detail::tagged<detail::kind::duplicated, std::remove_reference_t<T>,
                        std::remove_reference_t<S>>{std::addressof(x),
                                                    std::addressof(dx)};
}
template <class T, class S>
WENGERT_INLINE constexpr auto duplicated_noneed(T &&x, S &&dx) {
  return detail::tagged<detail::kind::duplicated_noneed,
                        std::remove_reference_t<T>, std::remove_reference_t<S>>{
      std::addressof(x), std::addressof(dx)};
}

// Derivatives. Each takes the function as template argument or first.

/// Reverse mode, seed 1: the gradients with respect to the active arguments.
template <auto F, class... A> WENGERT_INLINE auto gradient(A &&...args) {
  return detail::dispatch<detail::want::gradient>(F, args...);
}
template <class F, class... A>
WENGERT_INLINE auto gradient(F &&f, A &&...args) {
  return detail::dispatch<detail::want::gradient>(f, args...);
}

/// The function's value, then the gradients.
template <auto F, class... A>
WENGERT_INLINE auto value_and_gradient(A &&...args) {
  return detail::dispatch<detail::want::value_and_gradient>(F, args...);
}
template <class F, class... A>
WENGERT_INLINE auto value_and_gradient(F &&f, A &&...args) {
  return detail::dispatch<detail::want::value_and_gradient>(f, args...);
}

/// Forward mode: the tangent of the result.
template <auto F, class... A> WENGERT_INLINE auto jvp(A &&...args) {
  return detail::dispatch<detail::want::jvp>(F, args...);
}
template <class F, class... A> WENGERT_INLINE auto jvp(F &&f, A &&...args) {
  return detail::dispatch<detail::want::jvp>(f, args...);
}

/// Forward mode: value and tangent of the result.
template <auto F, class... A> WENGERT_INLINE auto value_and_jvp(A &&...args) {
  return detail::dispatch<detail::want::value_and_jvp>(F, args...);
}
template <class F, class... A>
WENGERT_INLINE auto value_and_jvp(F &&f, A &&...args) {
  return detail::dispatch<detail::want::value_and_jvp>(f, args...);
}

/// Reverse mode: the gradients times `seed`, the differential of the result.
template <auto F, class Seed, class... A>
WENGERT_INLINE auto vjp(Seed seed, A &&...args) {
  return detail::dispatch_seeded(F, seed, args...);
}
template <class F, class Seed, class... A>
  requires(!std::is_arithmetic_v<std::remove_cvref_t<F>>)
WENGERT_INLINE auto vjp(F &&f, Seed seed, A &&...args) {
  return detail::dispatch_seeded(f, seed, args...);
}

} // namespace wengert
#undef WENGERT_INLINE
#endif
