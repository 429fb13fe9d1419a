// An ordinary file with much of the standard library in it and no derivative:
// what a compile costs with the plugin loaded and nothing for it to do.
#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <regex>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

std::map<std::string, std::vector<double>> read(std::istream &In) {
  std::map<std::string, std::vector<double>> Columns;
  std::regex Field("([^,]+),([-+0-9.eE]+)");
  for (std::string Line; std::getline(In, Line);) {
    std::smatch M;
    if (std::regex_search(Line, M, Field))
      Columns[M[1]].push_back(std::stod(M[2]));
  }
  return Columns;
}

double bootstrap(const std::vector<double> &V, unsigned Seed) {
  std::mt19937_64 Random(Seed);
  std::uniform_int_distribution<size_t> Pick(0, V.size() - 1);
  std::vector<double> Means(1000);
  for (double &M : Means) {
    for (size_t I = 0; I < V.size(); ++I)
      M += V[Pick(Random)];
    M /= V.size();
  }
  std::sort(Means.begin(), Means.end());
  return Means[975] - Means[25];
}

int main() {
  std::unordered_map<std::string, double> Widths;
  for (auto &[Name, Values] : read(std::cin))
    Widths[Name] = bootstrap(Values, std::hash<std::string>()(Name));
  std::ostringstream Out;
  for (auto &[Name, Width] : Widths)
    Out << Name << ' ' << Width << '\n';
  std::cout << Out.str();
}
