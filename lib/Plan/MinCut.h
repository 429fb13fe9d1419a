//===- MinCut.h - Minimum cuts of small flow networks ----------*- C++ -*-===//
//
// Dinic's algorithm (E. A. Dinic, Soviet Math. Doklady 11, 1970): breadth
// first levels, then blocking flows along them, without recursion. O(V^2 E) in
// the worst case; on the shallow networks of tape plans close to linear.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PLAN_MINCUT_H
#define WENGERT_PLAN_MINCUT_H

#include <cstdint>
#include <vector>

namespace wengert {

class MinCut {
public:
  using Capacity = int64_t;
  static constexpr Capacity Infinite = Capacity(1) << 60;

  /// Nodes are numbered from 0; the first two are source and sink.
  static constexpr unsigned Source = 0, Sink = 1;

  MinCut() : First(2, None) {}
  unsigned addNode() {
    First.push_back(None);
    return First.size() - 1;
  }
  void addEdge(unsigned From, unsigned To, Capacity C);

  /// The capacity of the smallest cut; Infinite or more if there is none.
  Capacity solve();
  /// After solve: is N on the source's side of the cut nearest the source?
  bool onSourceSide(unsigned N) const { return Level[N] >= 0; }

private:
  static constexpr unsigned None = ~0u;
  struct Edge {
    unsigned To, Next; ///< Next: of the same origin
    Capacity Left;
  };
  bool findLevels();
  Capacity augment();

  std::vector<Edge> Edges; ///< 2k and 2k + 1 are each other's reverse
  std::vector<unsigned> First;
  std::vector<int> Level;
  std::vector<unsigned> At; ///< the edge tried next
};

} // namespace wengert
#endif
