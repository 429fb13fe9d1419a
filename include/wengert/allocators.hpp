//===- allocators.hpp - Allocators the compiler cannot see into -*- C++ -*-===//
//
//   void *pool_take(int pool, std::size_t bytes);
//   void pool_give(void *p);
//   template struct wengert::custom_allocator<pool_take, pool_give, 1>;
//
// says that pool_take returns fresh memory whose size in bytes is its argument
// 1 (counted from 0), and that pool_give releases it. Active data in such memory
// gets a shadow from pool_take, which goes to pool_give when its last use is over.
//
// Where the second function takes more than the pointer, a list says what: -1
// is the pointer, another number the argument of the first function that is
// given again, an integer: memory is released when the derivative is complete, and
// what a pointer led to may be gone by then.
//
//   void pool_give(int pool, void *p, std::size_t bytes);
//   template struct wengert::custom_allocator<pool_take, pool_give, 1, 0, -1, 1>;
//
// As with rules, an object of the type does the same inside of a namespace
// (inline wengert::custom_allocator<...> pool;) or in a template's body. Allocators
// whose code is visible need nothing.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ALLOCATORS_HPP
#define WENGERT_ALLOCATORS_HPP

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace wengert {
namespace detail::allocators {

template <class F> struct types;
template <class R, class... P> struct types<R (*)(P...)> {
  using result = R;
  using parameters = std::tuple<P...>;
};
template <class R, class... P>
struct types<R (*)(P...) noexcept> : types<R (*)(P...)> {};

template <char... C> inline constexpr char text[] = {C..., '\0'};

/// "-1,0,2" for -1, 0, 2.
template <class Done, int... I> struct spell;
template <char... C> struct spell<std::integer_sequence<char, C...>> {
  static constexpr const char *value = text<C...>;
};
template <char... C, int I, int... Rest>
struct spell<std::integer_sequence<char, C...>, I, Rest...>
    : std::conditional_t<
          I == -1, spell<std::integer_sequence<char, C..., ',', '-', '1'>, Rest...>,
          spell<std::integer_sequence<char, C..., ',', char('0' + I)>, Rest...>> {
};
template <int I, int... Rest>
struct spell<std::integer_sequence<char>, I, Rest...>
    : std::conditional_t<
          I == -1, spell<std::integer_sequence<char, '-', '1'>, Rest...>,
          spell<std::integer_sequence<char, char('0' + I)>, Rest...>> {};

template <class A, class F> struct entry {
  A allocate;
  long size;
  const char *operands;
  F release;
};

template <auto Allocate, auto Release, int Size, int... Operands>
consteval bool check() {
  using A = types<decltype(Allocate)>;
  using F = types<decltype(Release)>;
  using AP = A::parameters;
  using FP = F::parameters;
  static_assert(std::is_pointer_v<typename A::result>,
                "wengert: an allocator returns a pointer");
  constexpr bool in_range = Size >= 0 && Size < int(std::tuple_size_v<AP>);
  static_assert(in_range, "wengert: the position of the size is that of an "
                          "argument of the allocator, counted from 0");
  if constexpr (in_range)
    static_assert(std::is_integral_v<std::tuple_element_t<Size, AP>>,
                  "wengert: the size is an integer");
  constexpr bool complete = sizeof...(Operands) == std::tuple_size_v<FP>;
  static_assert(complete,
                "wengert: say for each argument of the function that releases "
                "what it is: -1 for the pointer, or the position of the "
                "allocator's argument that is given again");
  static_assert(((Operands == -1) + ...) == 1,
                "wengert: the function that releases takes the pointer once");
  constexpr bool known =
      ((Operands >= -1 && Operands < int(std::tuple_size_v<AP>) &&
        Operands < 10) && ...);
  static_assert(known, "wengert: an operand of the function that releases is "
                       "-1 or the position of an allocator's argument");
  if constexpr (complete && known) {
    constexpr bool fit = []<std::size_t... K>(std::index_sequence<K...>) {
      constexpr int at[] = {Operands...};
      return ([] {
        using T = std::tuple_element_t<K, FP>;
        if constexpr (at[K] == -1)
          return std::is_pointer_v<T>;
        else
          return std::is_same_v<T, std::tuple_element_t<at[K], AP>>;
      }() && ...);
    }(std::make_index_sequence<sizeof...(Operands)>());
    static_assert(fit, "wengert: what the function that releases takes again has "
                       "the type it has for the allocator, and -1 is a pointer");
    constexpr bool numbers = []<std::size_t... K>(std::index_sequence<K...>) {
      constexpr int at[] = {Operands...};
      return ((at[K] == -1 || std::is_integral_v<std::tuple_element_t<K, FP>>) &&
              ...);
    }(std::make_index_sequence<sizeof...(Operands)>());
    static_assert(!fit || (numbers && sizeof...(Operands) <= 3),
                  "wengert: memory is released when the derivative is complete, "
                  "and what else the allocator was given may be gone by then: "
                  "the function that releases takes the pointer and at most two "
                  "integers");
  }
  return true;
}

template <auto Allocate, auto Release, int Size, int... Operands>
struct registration {
  static_assert(check<Allocate, Release, Size, Operands...>());
  static constexpr entry<decltype(Allocate), decltype(Release)> value = {
      Allocate, Size,
      spell<std::integer_sequence<char>, Operands...>::value, Release};
};
template <auto Allocate, auto Release, int Size>
struct registration<Allocate, Release, Size>
    : registration<Allocate, Release, Size, -1> {};

} // namespace detail::allocators

template <auto Allocate, auto Release, int Size, int... Operands>
struct [[maybe_unused]] custom_allocator {
  constexpr custom_allocator() { (void)&__enzyme_allocation_like; }

private:
  [[gnu::used]] static inline auto __enzyme_allocation_like =
      detail::allocators::registration<Allocate, Release, Size,
                                       Operands...>::value;
};

} // namespace wengert
#endif
