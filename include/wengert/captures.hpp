//===- captures.hpp - What a loop's functions refer to ----------*- C++ -*-===//
//
// A checkpointed loop's body runs again in the reverse sweep, when what it
// captured may have another value: the closure lies in a frame where another
// round of a loop around this one has put its own by then, and what it captures
// by reference is a variable that the program goes on changing.
//
// So the forward sweep keeps the values of all that the body and the condition
// hold, and of what they hold references to, members and elements included, as
// far as the steps leave it as it is. The reverse sweep puts those values back,
// runs the steps, and puts back what it found. Pointers are values here: what
// they point to is not kept. Of the elements of a std::vector or std::span only
// a fingerprint is kept; when it differs the program stops.
//
// clang says what a closure holds: __builtin_dump_struct hands each member to a
// function, and for a reference a pointer to what it refers to.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_CAPTURES_HPP
#define WENGERT_CAPTURES_HPP

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>
#include <tuple>
#include <type_traits>
#include <vector>

namespace wengert::detail {

struct region {
  void *data;
  std::size_t bytes;
};

[[noreturn]] inline void stop(const char *message) {
  std::fprintf(stderr, "wengert: checkpointed loop: %s\n", message);
  std::abort();
}

/// A number that differs when the memory does, but for an accident in 2^64.
inline std::uint64_t fingerprint(std::span<const region> memory) {
  std::uint64_t h = 0x9e3779b97f4a7c15;
  for (region r : memory) {
    const char *p = static_cast<const char *>(r.data);
    for (std::size_t at = 0; at < r.bytes; at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, p + at, r.bytes - at < 8 ? r.bytes - at : 8);
      h = (h ^ word) * 0xff51afd7ed558ccd;
      h ^= h >> 32;
    }
  }
  return h;
}

template <class T> constexpr bool has_elements = false;
template <class T, class A>
constexpr bool has_elements<std::vector<T, A>> =
    std::is_trivially_copyable_v<T> && !std::is_same_v<T, bool>;
template <class T, std::size_t N>
constexpr bool has_elements<std::span<T, N>> =
    std::is_trivially_copyable_v<std::remove_const_t<T>>;

/// Lists the scalars that an object holds or refers to. Walks over an object and
/// over its shadow list the same places in the same order.
class object_walk {
public:
  struct place {
    char *data;
    std::size_t bytes;
    bool is_float; ///< its shadow is an adjoint
  };
  std::vector<place> places;
  struct container {
    const void *object;
    region (*elements)(const void *object);
  };
  std::vector<container> containers; ///< vectors and spans

  /// Over a shadow: null references are taken from the walk over the primal.
  explicit object_walk(const object_walk *primal = nullptr) : primal(primal) {}

  template <class T> void visit(T &object) {
    using U = std::remove_cv_t<T>;
    if constexpr (std::is_function_v<U> || std::is_volatile_v<T>) {
      return;
    } else if constexpr (std::is_unbounded_array_v<U> || !requires {
                           sizeof(U);
                         }) {
      return;
    } else if constexpr (std::is_array_v<U>) {
      using E = std::remove_all_extents_t<U>;
      if constexpr (std::is_floating_point_v<E> || std::is_integral_v<E>)
        add(object, sizeof(U), std::is_floating_point_v<E>);
      else
        for (auto &element : object)
          visit(element);
    } else if constexpr (std::is_union_v<U>) {
      add(object, sizeof(U), true);
    } else if constexpr (std::is_class_v<U>) {
      if constexpr (has_elements<U>)
        containers.push_back({&object, elements_of<U>});
      if constexpr (!std::is_empty_v<U>)
        __builtin_dump_struct(&object, member{this, &object, sizeof(U)});
    } else {
      add(object, sizeof(U), !is_shared<U>);
    }
  }

private:
  // What has the same meaning in the shadow: addresses and numbers.
  template <class U>
  static constexpr bool is_shared =
      std::is_pointer_v<U> || std::is_integral_v<U> || std::is_enum_v<U> ||
      std::is_member_pointer_v<U> || std::is_null_pointer_v<U>;

  template <class U> static region elements_of(const void *object) {
    const U &x = *static_cast<const U *>(object);
    return {const_cast<void *>(static_cast<const void *>(x.data())),
            x.size() * sizeof(*x.data())};
  }

  template <class T> void add(T &object, std::size_t bytes, bool is_float) {
    places.push_back({const_cast<char *>(reinterpret_cast<const volatile char *>(
                          &object)),
                      bytes, is_float});
  }

  // Is called with a format and, for a member: indentation, type, name, value.
  // The value of a bit field has its width before it. "*%p" comes with the
  // address of a member that printf has no format for, or of what it refers to.
  struct member {
    object_walk *walk;
    const void *object;
    std::size_t bytes;

    template <class... A>
    void operator()(const char *format, const A &...values) const {
      if constexpr (sizeof...(A) == 4)
        walk->value(format, std::get<3>(std::tie(values...)));
      else if constexpr (sizeof...(A) == 5)
        walk->places.push_back(
            {static_cast<char *>(const_cast<void *>(object)), bytes, true});
      else
        (void)format;
    }
  };

  template <class T> void value(const char *format, const T &x) {
    if constexpr (std::is_pointer_v<T>)
      if (std::strstr(format, "= *%p"))
        return follow(x);
    add(x, sizeof(T), !is_shared<T>);
  }

  template <class T> void follow(T *object) {
    if constexpr (!std::is_void_v<T>) {
      std::size_t number = followed.size();
      if (!object && primal && number < primal->followed.size())
        object = static_cast<T *>(primal->followed[number]);
      followed.push_back(const_cast<std::remove_cv_t<T> *>(object));
      // Objects may refer to each other in circles.
      if (!object || depth == 8)
        return;
      ++depth;
      visit(*object);
      --depth;
    }
  }

  const object_walk *primal;
  std::vector<void *> followed;
  int depth = 0;
};

class kept_captures {
  struct place {
    char *primal, *shadow;
    std::size_t bytes, at;
  };
  std::vector<place> places;
  std::vector<char> values, shadow_values, found;
  struct content {
    object_walk::container of;
    region memory;
    std::uint64_t print;
    bool is_same() const { return fingerprint({&memory, 1}) == print; }
  };
  std::vector<content> contents;

  static bool meet(const char *p, std::size_t bytes,
                   std::span<const region> state) {
    for (region r : state) {
      const char *begin = static_cast<const char *>(r.data);
      if (p < begin + r.bytes && begin < p + bytes)
        return true;
    }
    return false;
  }

public:
  /// Before the first step. The object may be null; the shadow is the object
  /// itself where that is constant. The state is the schedule's, not ours.
  template <class T>
  void add(T *object, T *shadow, std::span<const region> state) {
    if constexpr (std::is_object_v<T>) {
      if (!object)
        return;
      object_walk primal, dual(&primal);
      primal.visit(*object);
      if (shadow != object)
        dual.visit(*shadow);
      bool shadows = dual.places.size() == primal.places.size();
      for (std::size_t k = 0; k < primal.places.size(); ++k) {
        object_walk::place p = primal.places[k];
        if (meet(p.data, p.bytes, state))
          continue;
        // An adjoint stays where it is; the shadow of an address is kept.
        char *d = shadows && !p.is_float ? dual.places[k].data : p.data;
        places.push_back({p.data, d == p.data ? nullptr : d, p.bytes,
                          values.size()});
        values.insert(values.end(), p.data, p.data + p.bytes);
        shadow_values.insert(shadow_values.end(), d, d + p.bytes);
      }
      for (object_walk::container c : primal.containers) {
        region r = c.elements(c.object);
        if (!meet(static_cast<char *>(r.data), r.bytes, state))
          contents.push_back({c, r, fingerprint({&r, 1})});
      }
    }
  }

  /// After the last step: what the steps have changed is theirs.
  void seal() {
    std::erase_if(places, [&](const place &p) {
      return std::memcmp(p.primal, &values[p.at], p.bytes) != 0;
    });
    std::erase_if(contents, [&](const content &c) {
      region now = c.of.elements(c.of.object);
      return now.data != c.memory.data || now.bytes != c.memory.bytes ||
             !c.is_same();
    });
  }

  /// Before the steps run again.
  void put_back() {
    found.resize(values.size());
    std::erase_if(places, [&](const place &p) {
      return std::memcmp(p.primal, &values[p.at], p.bytes) == 0;
    });
    for (const place &p : places) {
      std::memcpy(&found[p.at], p.primal, p.bytes);
      std::memcpy(p.primal, &values[p.at], p.bytes);
      if (p.shadow)
        std::memcpy(p.shadow, &shadow_values[p.at], p.bytes);
    }
    for (const content &c : contents)
      if (!c.is_same())
        stop("elements that the body refers to have changed since the loop; "
             "give each loop elements of its own, or put them into the state");
  }

  /// After they have.
  void leave() {
    for (const place &p : places)
      std::memcpy(p.primal, &found[p.at], p.bytes);
  }
};

} // namespace wengert::detail
#endif
