//===- test_rule.hpp - Is a rule by hand right? -----------------*- C++ -*-===//
//
//   bool right = wengert::test_rule<rsqrt>(4.0f);
//   bool right = wengert::test_rule<weighted>(2.0, wengert::elements(x, 3), 3);
//
// Compares the derivatives that a function has through its rules with difference
// quotients of the function itself, at the arguments given, and says on stderr
// where they first disagree. test_vjp looks at reverse mode alone, test_jvp at
// forward mode. It works for functions without rules as well.
//
// Memory is passed as elements(pointer, count), or elements(object) for an
// object that consists of doubles (elements<float>(object) of floats); it is
// copied, and every number in it is taken for input and output. The quotients
// are of fourth order: good to about 1e-6 of the function's scale in double and
// to 1e-2 in float, where the arguments are of size 1.
//
// In reverse mode the outputs get weights, so that one run tests them all.
// Cost: four runs of the function for each number.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_TEST_RULE_HPP
#define WENGERT_TEST_RULE_HPP

#include "wengert/rules.hpp"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <vector>

namespace wengert {

/// Numbers in memory.
template <class T> struct elements_of {
  const T *data;
  std::size_t count;
};
template <class T> elements_of<T> elements(const T *data, std::size_t count) {
  return {data, count};
}
template <class Number = double, class T>
  requires(!std::is_pointer_v<T>)
elements_of<Number> elements(const T &object) {
  static_assert(std::is_trivially_copyable_v<T> &&
                    sizeof(T) % sizeof(Number) == 0,
                "wengert: elements(object) is for objects that consist of "
                "numbers of one type");
  return {reinterpret_cast<const Number *>(std::addressof(object)),
          sizeof(T) / sizeof(Number)};
}

namespace detail::rules {

/// One number of the state, and what it is called.
struct number {
  void *value, *shadow;
  bool single;
  std::size_t argument, index;
  bool in_memory;

  static double read(const void *p, bool single) {
    return single ? double(*static_cast<const float *>(p))
                  : *static_cast<const double *>(p);
  }
  static void write(void *p, bool single, double x) {
    if (single)
      *static_cast<float *>(p) = float(x);
    else
      *static_cast<double *>(p) = x;
  }
};

template <class T>
inline constexpr bool testable_number =
    std::is_same_v<T, double> || std::is_same_v<T, float>;

template <auto F, class Signature> struct probe;
template <auto F, class R, class... P> struct probe<F, R (*)(P...)> {
  template <class Q>
  using slot = std::conditional_t<has_shadow<Q>, std::remove_cv_t<pointee<Q>> *,
                                  std::remove_cv_t<Q>>;
  static constexpr bool has_result = testable_number<R>;
  /// All that a call reads and writes; the derivative is of run(state).
  struct state {
    std::tuple<slot<P>...> in;
    std::conditional_t<has_result, R, char> result = {};
  };

  static void run(state *s) {
    std::apply(
        [&](auto &...x) {
          if constexpr (has_result)
            s->result = hand_over(x...);
          else
            hand_over(x...);
        },
        s->in);
  }
  template <class... X> static R hand_over(X &...x) {
    return call<F>(pass<P>(x)...);
  }
  template <class Q, class X> static decltype(auto) pass(X &x) {
    if constexpr (std::is_reference_v<Q>)
      return (*x);
    else
      return (x);
  }

  state base = {}, shadow = {};
  std::vector<number> inputs, outputs;
  std::vector<double> start;
  std::vector<std::vector<std::max_align_t>> memory;

  template <class... A> explicit probe(const A &...a) {
    static_assert(sizeof...(A) == sizeof...(P),
                  "wengert: pass one argument for each parameter");
    add(std::index_sequence_for<P...>(), a...);
    if constexpr (has_result)
      outputs.push_back(
          {&base.result, &shadow.result, sizeof(R) == 4, 0, 0, false});
    for (const number &n : inputs) {
      start.push_back(number::read(n.value, n.single));
      if (n.in_memory)
        outputs.push_back(n);
    }
  }
  template <std::size_t... K, class... A>
  void add(std::index_sequence<K...>, const A &...a) {
    (one<K, P>(std::get<K>(base.in), std::get<K>(shadow.in), a), ...);
  }
  template <std::size_t K, class Q, class X, class A>
  void one(X &x, X &dx, const A &a) {
    static_assert(!has_shadow<Q> || requires { a.count; },
                  "wengert: memory is passed to test_rule as "
                  "elements(pointer, count) or elements(object)");
    if constexpr (has_shadow<Q>) {
      using E = std::remove_cvref_t<decltype(*a.data)>;
      std::size_t bytes = a.count * sizeof(E);
      void *copies[2];
      for (void *&copy : copies) {
        memory.emplace_back(bytes / sizeof(std::max_align_t) + 1);
        copy = memory.back().data();
        std::memcpy(copy, a.data, bytes);
      }
      x = static_cast<X>(copies[0]);
      dx = static_cast<X>(copies[1]);
      if constexpr (testable_number<E>)
        for (std::size_t i = 0; i < a.count; ++i)
          inputs.push_back({static_cast<E *>(copies[0]) + i,
                            static_cast<E *>(copies[1]) + i, sizeof(E) == 4, K,
                            i, true});
    } else {
      x = dx = a;
      if constexpr (testable_number<Q>)
        inputs.push_back({&x, &dx, sizeof(Q) == 4, K, 0, false});
    }
  }

  void reset() {
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      number::write(inputs[k].value, inputs[k].single, start[k]);
      number::write(inputs[k].shadow, inputs[k].single, 0);
    }
    if constexpr (has_result)
      shadow.result = 0;
  }
  std::vector<double> shifted(std::size_t k, double by) {
    reset();
    number::write(inputs[k].value, inputs[k].single, start[k] + by);
    run(&base);
    std::vector<double> y;
    for (const number &n : outputs)
      y.push_back(number::read(n.value, n.single));
    return y;
  }
  /// The outputs by input k, and how good that is.
  std::vector<double> quotient(std::size_t k, double &tolerance) {
    bool single = inputs[k].single;
    for (const number &n : outputs)
      single |= n.single;
    // A power of two, so that no step is rounded.
    double h = std::exp2((single ? -5 : -10) +
                         std::ceil(std::log2(std::max(1.0, std::fabs(start[k])))));
    auto a = shifted(k, h), b = shifted(k, -h), c = shifted(k, 2 * h),
         d = shifted(k, -2 * h);
    double scale = 0;
    for (std::size_t j = 0; j < a.size(); ++j) {
      scale = std::max({scale, std::fabs(a[j]), std::fabs(b[j])});
      a[j] = (8 * (a[j] - b[j]) - (c[j] - d[j])) / (12 * h);
      scale = std::max(scale, std::fabs(a[j]));
    }
    tolerance = (single ? 1e-2 : 1e-6) * std::max(scale, 1e-3);
    return a;
  }

  static bool agree(double got, double want, double tolerance) {
    return std::fabs(got - want) <= tolerance; // not of NaN
  }
  void disagree(const char *mode, std::size_t k, double got, double want) {
    std::string_view name = message<std::integral_constant<decltype(F), F>>::name();
    if (auto at = name.rfind(", "); at != name.npos)
      name = name.substr(at + 2);
    while (!name.empty() && (name.front() == '&' || name.front() == ' '))
      name.remove_prefix(1);
    while (!name.empty() && name.back() == '>')
      name.remove_suffix(1);
    char element[32] = "";
    if (inputs[k].in_memory)
      std::snprintf(element, sizeof(element), ", element %zu", inputs[k].index);
    std::fprintf(stderr,
                 "wengert: the %s rule of %.*s is wrong: derivative by argument "
                 "%zu%s: %.6g by the rule, %.6g by differences\n",
                 mode, int(name.size()), name.data(), inputs[k].argument + 1,
                 element, got, want);
  }

  bool reverse() {
    std::vector<double> weights;
    for (std::size_t j = 0; j < outputs.size(); ++j)
      weights.push_back(1 + double(j * 37 % 11) / 16);
    reset();
    for (std::size_t j = 0; j < outputs.size(); ++j)
      number::write(outputs[j].shadow, outputs[j].single, weights[j]);
    state *s = &base, *d = &shadow;
    wengert::gradient<run>(duplicated(s, d));
    std::vector<double> got;
    for (const number &n : inputs)
      got.push_back(number::read(n.shadow, n.single));
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      double tolerance, want = 0;
      auto q = quotient(k, tolerance);
      for (std::size_t j = 0; j < q.size(); ++j)
        want += weights[j] * q[j];
      if (!agree(got[k], want, tolerance * double(q.size() + 1))) {
        disagree("reverse", k, got[k], want);
        return false;
      }
    }
    return true;
  }
  bool forward() {
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      double tolerance;
      auto q = quotient(k, tolerance);
      reset();
      number::write(inputs[k].shadow, inputs[k].single, 1);
      state *s = &base, *d = &shadow;
      wengert::jvp<run>(duplicated(s, d));
      for (std::size_t j = 0; j < q.size(); ++j) {
        double got = number::read(outputs[j].shadow, outputs[j].single);
        if (!agree(got, q[j], tolerance)) {
          disagree("forward", k, got, q[j]);
          return false;
        }
      }
    }
    return true;
  }
};
template <auto F>
using probe_of = probe<F, typename plain<decltype(F)>::type>;

} // namespace detail::rules

template <auto F, class... A> bool test_vjp(const A &...args) {
  return detail::rules::probe_of<F>(args...).reverse();
}
template <auto F, class... A> bool test_jvp(const A &...args) {
  return detail::rules::probe_of<F>(args...).forward();
}
template <auto F, class... A> bool test_rule(const A &...args) {
  bool reverse = test_vjp<F>(args...), forward = test_jvp<F>(args...);
  return reverse && forward;
}

} // namespace wengert
#endif
