//===- rules.hpp - Derivatives of C++ functions by hand ---------*- C++ -*-===//
//
// A rule stands for the derivative of a function, wherever it is called in what
// is differentiated:
//
//   float rsqrt(float x);                       // integers on bits
//   float rsqrt_back(float x, float seed);      // gradient of x, times seed
//   float rsqrt_along(float x, float dx);       // tangent
//
//   template struct wengert::custom_vjp<rsqrt, rsqrt_back>;
//   template struct wengert::custom_jvp<rsqrt, rsqrt_along>;
//
// C++ has such instantiations in the global namespace only; elsewhere an object
// does the same: inline wengert::custom_vjp<f, back> rule; in a namespace, or one
// in the body of a function template, where it is a rule for every instance. A
// member function is named &C::f; the object it is called on is the first
// argument, by reference.
//
// The functions take floating-point numbers, integers, pointers and references,
// and return a floating-point number, an integer or nothing.
//
//   argument of f           custom_vjp, reverse      custom_jvp
//   floating point, x       x                        x, dx
//   integer, enum, n        n                        n
//   pointer T *p            p, T *dp                 p, T *dp
//   reference T &p          p, T *dp                 p, T *dp
//   (at the end)            seed, tape
//   result                  gradients of the floats  tangent of f's result
//
// dp is the shadow; it is null where the memory is constant. The seed is there
// if f returns a floating-point number. Several gradients are returned as
// wengert::results<T1, T2, ...>, in order. A rule adds to shadows (reverse), or
// reads and sets them (forward), and leaves the primal memory as it is. The
// shadow of what f writes holds the adjoint of the output before a reverse
// rule, and of the input after it.
//
//   custom_vjp<f, augmented, reverse>
//
// is for rules that keep something: augmented runs in place of f, with the same
// arguments, and returns wengert::kept(tape, result), or the tape alone if f
// returns nothing. Without it, a reverse rule finds in memory what is there when
// the reverse sweep gets to it, which the program may have changed since.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_RULES_HPP
#define WENGERT_RULES_HPP

#include "wengert/wengert.hpp"
#include <array>
#include <string_view>
#include <tuple>

#define WENGERT_INLINE [[gnu::always_inline]] inline

namespace wengert {

/// What an augmented function returns.
template <class Tape, class Result> struct kept_result {
  Tape tape;
  Result result;
};
template <class Tape, class Result>
constexpr kept_result<Tape, Result> kept(Tape tape, Result result) {
  return {static_cast<Tape &&>(tape), static_cast<Result &&>(result)};
}

namespace detail::rules {

template <class...> struct list {};
/// A function's type; a member function's object comes first.
template <class F> struct plain;
template <class R, class... P> struct plain<R (*)(P...)> {
  using type = R (*)(P...);
};
template <class R, class... P>
struct plain<R (*)(P...) noexcept> : plain<R (*)(P...)> {};
#define WENGERT_MEMBER(Object, Qualifiers)                                     \
  template <class C, class R, class... P>                                      \
  struct plain<R (C::*)(P...) Qualifiers> : plain<R (*)(Object &, P...)> {};
WENGERT_MEMBER(C, )
WENGERT_MEMBER(C, noexcept)
WENGERT_MEMBER(C, &)
WENGERT_MEMBER(const C, const)
WENGERT_MEMBER(const C, const noexcept)
WENGERT_MEMBER(const C, const &)
#undef WENGERT_MEMBER

template <class T> inline constexpr bool known = false;
template <class R, class... P> inline constexpr bool known<R (*)(P...)> = true;
template <class R, class... P>
inline constexpr bool known<R (*)(P...) noexcept> = true;
template <class C, class M>
inline constexpr bool known<M C::*> = std::is_function_v<M>;

template <class T>
inline constexpr bool plain_integer = std::is_integral_v<T> ||
                                      std::is_enum_v<T>;
template <class T>
inline constexpr bool has_shadow =
    std::is_lvalue_reference_v<T> ||
    (std::is_pointer_v<T> && std::is_object_v<std::remove_pointer_t<T>>);
template <class T>
inline constexpr bool takes_part =
    std::is_floating_point_v<T> || plain_integer<T> || has_shadow<T>;

/// The object an address leads to, and the pointer to its shadow.
template <class T>
using pointee = std::remove_pointer_t<std::remove_reference_t<T>>;
template <class T> using shadow = std::remove_const_t<pointee<T>> *;

/// How a parameter appears in a rule; with Wire, as the compiler plugin passes
/// it (references as pointers). Tangents and shadows follow what they are of.
enum class mode { primal, reverse, forward };
enum class part { plain, reference, shadow, tangent };

template <mode M, bool Wire, class P> consteval auto appears() {
  using V = std::conditional_t<Wire && std::is_reference_v<P>, pointee<P> *, P>;
  if constexpr (has_shadow<P> && (Wire || M != mode::primal))
    return list<V, shadow<P>>();
  else if constexpr (M == mode::forward && std::is_floating_point_v<P>)
    return list<V, V>();
  else
    return list<V>();
}
template <class... L> struct join {
  using type = list<>;
};
template <class... A> struct join<list<A...>> {
  using type = list<A...>;
};
template <class... A, class... B, class... L>
struct join<list<A...>, list<B...>, L...> : join<list<A..., B...>, L...> {};
template <mode M, bool Wire, class... P>
using signature_for = join<decltype(appears<M, Wire, P>())...>::type;

/// The part each operand on the wire plays. What follows the parameters, seed
/// and tape, is plain.
template <mode M, class... P> consteval auto wire_parts() {
  std::array<part, 2 * sizeof...(P) + 2> all{};
  std::size_t n = 0;
  (([&] {
     all[n++] = std::is_reference_v<P> ? part::reference : part::plain;
     if (has_shadow<P>)
       all[n++] = part::shadow;
     else if (M == mode::forward && std::is_floating_point_v<P>)
       all[n++] = part::tangent;
   }()),
   ...);
  return all;
}

/// The gradients a reverse rule returns.
template <class L> struct as_result;
template <class... T> struct as_result<list<T...>> : result_of<T...> {};
template <class... P>
using gradients_of = as_result<typename join<
    std::conditional_t<std::is_floating_point_v<P>, list<P>, list<>>...>::type>::type;

/// Is Rule called with A as R (A...) is?
template <class Rule, class R, class L> inline constexpr bool fits = false;
template <class Rule, class R, class... A>
  requires std::is_invocable_v<Rule, A...>
inline constexpr bool fits<Rule, R, list<A...>> =
    std::is_same_v<std::invoke_result_t<Rule, A...>, R>;
template <class R, class L> struct function_type;
template <class R, class... A> struct function_type<R, list<A...>> {
  using type = R(A...);
};

/// What an augmented function returns; void if it cannot be called.
template <class Rule, class L> struct kept_by {
  using type = void;
};
template <class Rule, class... A>
  requires std::is_invocable_v<Rule, A...>
struct kept_by<Rule, list<A...>> {
  using type = std::invoke_result_t<Rule, A...>;
};
/// The tape in what an augmented function of a function with result R returns.
template <class R, class Kept> struct tape_of {
  static constexpr bool fits = false;
  using type = void *;
};
template <class R, class Tape> struct tape_of<R, kept_result<Tape, R>> {
  static constexpr bool fits = true;
  using type = Tape;
};
template <class Tape>
  requires(!std::is_void_v<Tape>)
struct tape_of<void, Tape> {
  static constexpr bool fits = true;
  using type = Tape;
};

struct your_tape; // in messages

/// The text of an error that names the type T.
template <class T> struct message {
  char text[2048] = {};
  std::size_t length = 0;
  static consteval std::string_view name() {
    std::string_view s = __PRETTY_FUNCTION__;
    s.remove_prefix(s.rfind("T = ") + 4);
    return s.substr(0, s.size() - 1);
  }
  consteval explicit message(std::string_view before,
                             std::string_view after = "'") {
    for (std::string_view s : {before, name(), after})
      for (char c : s)
        text[length++] = c;
  }
  constexpr const char *data() const { return text; }
  constexpr std::size_t size() const { return length; }
};

/// Calls a function, or a member function with the object first.
template <auto F, class... A> WENGERT_INLINE decltype(auto) call(A &&...a) {
  if constexpr (std::is_member_function_pointer_v<decltype(F)>)
    return [](auto &self, auto &&...rest) -> decltype(auto) {
      return (self.*F)(static_cast<decltype(rest)>(rest)...);
    }(static_cast<A &&>(a)...);
  else
    return F(static_cast<A &&>(a)...);
}

/// One operand as a rule gets it. Constant memory is its own shadow.
template <part K, class X, class Before>
WENGERT_INLINE decltype(auto) operand(X &x, Before &before) {
  if constexpr (K == part::reference)
    return (*x);
  else if constexpr (K == part::shadow)
    return static_cast<const volatile void *>(x) ==
                   static_cast<const volatile void *>(before)
               ? nullptr
               : x;
  else
    return (x);
}

/// Calls F with operands from the wire; Primal leaves shadows and tangents out.
template <auto F, auto Parts, bool Primal, class... W>
WENGERT_INLINE decltype(auto) hand(W &...w) {
  constexpr auto chosen = [] {
    struct {
      std::size_t at[sizeof...(W) + 1] = {}, n = 0;
    } c;
    for (std::size_t k = 0; k < sizeof...(W); ++k)
      if (!Primal || (Parts[k] != part::shadow && Parts[k] != part::tangent))
        c.at[c.n++] = k;
    return c;
  }();
  auto all = std::tie(w...);
  return [&]<std::size_t... K>(std::index_sequence<K...>) -> decltype(auto) {
    return call<F>(operand<Parts[chosen.at[K]]>(
        std::get<chosen.at[K]>(all),
        std::get<(chosen.at[K] ? chosen.at[K] - 1 : 0)>(all))...);
  }(std::make_index_sequence<chosen.n>());
}

/// Between the sweeps a tape lives on the heap, unless it is a pointer itself.
template <class Tape> WENGERT_INLINE void *close(Tape &tape) {
  if constexpr (std::is_pointer_v<Tape>)
    return detail::address(*tape);
  else
    return new Tape(static_cast<Tape &&>(tape));
}
template <class Tape> struct opened {
  Tape *tape;
  explicit opened(void *p) : tape(static_cast<Tape *>(p)) {}
  opened(const opened &) = delete;
  ~opened() { delete tape; }
  Tape &get() { return *tape; }
};
template <class T> struct opened<T *> {
  T *tape;
  explicit opened(void *p) : tape(static_cast<T *>(p)) {}
  T *&get() { return tape; }
};

template <class R> struct taped {
  void *tape;
  R result;
};

/// What is registered for F: functions of the types the plugin expects.
template <auto F, class Signature> struct rule_for;
template <auto F, class R, class... P> struct rule_for<F, R (*)(P...)> {
  using result = R;
  static constexpr bool seeded = std::is_floating_point_v<R>;
  static constexpr bool possible() {
    static_assert((takes_part<P> && ... && true),
                  "wengert: a function with a rule takes floating-point "
                  "numbers, integers, pointers and references; pass a struct "
                  "by reference");
    static_assert(std::is_void_v<R> || seeded || plain_integer<R>,
                  "wengert: a function with a rule returns a floating-point "
                  "number, an integer or nothing; write other results through "
                  "a reference");
    return (takes_part<P> && ... && true) &&
           (std::is_void_v<R> || seeded || plain_integer<R>);
  }

  using primal_types = list<P...>;
  using seed = std::conditional_t<seeded, list<R>, list<>>;
  using gradients = gradients_of<P...>;
  using reverse_types =
      join<signature_for<mode::reverse, false, P...>, seed>::type;
  using forward_types = signature_for<mode::forward, false, P...>;
  using tangent = std::conditional_t<seeded, R, void>;

  template <class W> struct shims;
  template <class... W> struct shims<list<W...>> {
    static R plain(W... w) {
      return hand<F, wire_parts<mode::reverse, P...>(), true>(w...);
    }
    template <auto Augmented> static auto augmented(W... w) {
      auto all = hand<Augmented, wire_parts<mode::reverse, P...>(), true>(w...);
      if constexpr (std::is_void_v<R>)
        return close(all);
      else
        return taped<R>{close(all.tape), all.result};
    }
    template <auto Reverse> static gradients reverse(W... w) {
      return hand<Reverse, wire_parts<mode::reverse, P...>(), false>(w...);
    }
    template <auto Reverse, class Tape>
    static gradients reverse_taped(W... w, void *kept) {
      opened<Tape> tape(kept);
      return hand<Reverse, wire_parts<mode::reverse, P...>(), false>(
          w..., tape.get());
    }
    /// Takes the place of a function without result; beside others the
    /// function itself runs.
    template <auto Forward> static R forward(W... w) {
      constexpr auto parts = wire_parts<mode::forward, P...>();
      if constexpr (seeded) {
        return hand<Forward, parts, false>(w...);
      } else {
        hand<Forward, parts, false>(w...);
        if constexpr (std::is_void_v<R>)
          hand<F, parts, true>(w...);
        else
          return R();
      }
    }
  };
  using primal_shims = shims<signature_for<mode::primal, true, P...>>;
  using reverse_shims =
      shims<typename join<signature_for<mode::reverse, true, P...>, seed>::type>;
  using forward_shims = shims<signature_for<mode::forward, true, P...>>;
};

template <auto F> consteval auto rule_type() {
  static_assert(known<decltype(F)>,
                "wengert: a rule is for a function or a member function; of an "
                "overload set name one by static_cast");
  if constexpr (known<decltype(F)>)
    return rule_for<F, typename plain<decltype(F)>::type>();
}

template <class F> struct vjp_entry {
  F function;
  void *augmented, *reverse;
};
template <class F> struct jvp_entry {
  F function;
  void *forward;
};

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc++26-extensions"
template <auto F, auto Rule, auto... Reverse> consteval bool check_vjp() {
  using For = decltype(rule_type<F>());
  if constexpr (!known<decltype(F)>) {
    return false;
  } else if constexpr (!For::possible()) {
    return false;
  } else if constexpr (sizeof...(Reverse) == 0) {
    constexpr bool good =
        fits<decltype(Rule), typename For::gradients, typename For::reverse_types>;
    static_assert(good, message<typename function_type<
                            typename For::gradients,
                            typename For::reverse_types>::type>(
                            "wengert: the reverse rule of this function must "
                            "have the type '"));
    return good;
  } else {
    using R = For::result;
    using Kept = kept_by<decltype(Rule), typename For::primal_types>::type;
    using Tape = tape_of<R, Kept>;
    static_assert(Tape::fits,
                  message<typename function_type<
                      std::conditional_t<std::is_void_v<R>, your_tape,
                                         kept_result<your_tape, R>>,
                      typename For::primal_types>::type>(
                      "wengert: the augmented function of this rule must have "
                      "the type '",
                      "' with a tape of your own"));
    if constexpr (Tape::fits) {
      using Types = join<typename For::reverse_types,
                         list<typename Tape::type &>>::type;
      constexpr bool good =
          (fits<decltype(Reverse), typename For::gradients, Types> && ...);
      static_assert(good, message<typename function_type<
                              typename For::gradients, Types>::type>(
                              "wengert: the reverse rule of this function must "
                              "have the type '"));
      return good;
    }
    return false;
  }
}
template <auto F, auto Rule> consteval bool check_jvp() {
  using For = decltype(rule_type<F>());
  if constexpr (!known<decltype(F)>) {
    return false;
  } else if constexpr (!For::possible()) {
    return false;
  } else {
    constexpr bool good =
        fits<decltype(Rule), typename For::tangent, typename For::forward_types>;
    static_assert(good, message<typename function_type<
                            typename For::tangent,
                            typename For::forward_types>::type>(
                            "wengert: the forward rule of this function must "
                            "have the type '"));
    return good;
  }
}
#pragma clang diagnostic pop

// The functions to register; null where an error was reported.
template <bool Good, auto F, auto Rule, auto... Reverse>
consteval auto augmented_shim() {
  if constexpr (Good) {
    using For = decltype(rule_type<F>());
    if constexpr (sizeof...(Reverse) == 0)
      return &For::primal_shims::plain;
    else
      return &For::primal_shims::template augmented<Rule>;
  } else {
    return nullptr;
  }
}
template <bool Good, auto F, auto Rule, auto... Reverse>
consteval auto reverse_shim() {
  if constexpr (Good) {
    using For = decltype(rule_type<F>());
    using Kept = kept_by<decltype(Rule), typename For::primal_types>::type;
    using Tape = tape_of<typename For::result, Kept>::type;
    if constexpr (sizeof...(Reverse) == 0)
      return &For::reverse_shims::template reverse<Rule>;
    else
      return &For::reverse_shims::template reverse_taped<Reverse..., Tape>;
  } else {
    return nullptr;
  }
}
template <bool Good, auto F, auto Rule> consteval auto forward_shim() {
  if constexpr (Good)
    return &decltype(rule_type<F>())::forward_shims::template forward<Rule>;
  else
    return nullptr;
}

} // namespace detail::rules

/// The reverse rule of F: custom_vjp<F, reverse>, or <F, augmented, reverse>.
template <auto F, auto Rule, auto... Reverse>
  requires(sizeof...(Reverse) <= 1)
struct [[maybe_unused]] custom_vjp {
  WENGERT_INLINE constexpr custom_vjp() { (void)&__enzyme_register_gradient; }

private:
  static constexpr bool good = detail::rules::check_vjp<F, Rule, Reverse...>();
  [[gnu::used]] static inline detail::rules::vjp_entry<decltype(F)>
      __enzyme_register_gradient = {
          F,
          (void *)detail::rules::augmented_shim<good, F, Rule, Reverse...>(),
          (void *)detail::rules::reverse_shim<good, F, Rule, Reverse...>()};
};

/// The forward rule of F.
template <auto F, auto Rule> struct [[maybe_unused]] custom_jvp {
  WENGERT_INLINE constexpr custom_jvp() { (void)&__enzyme_register_derivative; }

private:
  static constexpr bool good = detail::rules::check_jvp<F, Rule>();
  [[gnu::used]] static inline detail::rules::jvp_entry<decltype(F)>
      __enzyme_register_derivative = {
          F, (void *)detail::rules::forward_shim<good, F, Rule>()};
};

} // namespace wengert
#undef WENGERT_INLINE
#endif
