// SPDX-License-Identifier: GPL-2.0-or-later
// Trains the models of weights.tsv on annotated articles; see training.h.
#include <fstream>
#include <iostream>
#include <map>
#include <string_view>

#include "common/base/error.h"
#include "indexer/train/report.h"
#include "indexer/train/training.h"

namespace chokepoint {
namespace {

constexpr const char* kHead =
    "# Weights of the models that read sentences: who acts, who is hit, is it asserted, how far has it come, "
    "what is an article about. Written by scripts/train from the annotated articles of corpus/; not to be "
    "edited by hand.\n"
    "# model; feature: a fact about a candidate, as indexer/extract/ names it; weight: what it adds to the "
    "log-odds.\n"
    "model\tfeature\tweight\n";

int run(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: train-extractor WEIGHTS.tsv PREDICTIONS.jsonl\n"
                 "       [--news FOLDER...] [--read FOLDER...] [--invented FOLDER...] [--test FOLDER...]\n";
    return 2;
  }
  const std::map<std::string_view, Domain> domains{{"--news", Domain::kNews},
                                                   {"--read", Domain::kRead},
                                                   {"--invented", Domain::kInvented},
                                                   {"--test", Domain::kTest}};
  Training training;
  Domain domain = Domain::kNews;
  bool for_test = false;
  for (int i = 3; i < argc; ++i) {
    const auto found = domains.find(argv[i]);
    if (found == domains.end()) {
      training.add_folder(argv[i], domain);
      for_test = for_test || domain == Domain::kTest;
    } else {
      domain = found->second;
    }
  }
  report_untold(training, std::cerr);
  training.run(std::cerr);
  report_steps(training, false, std::cerr);
  if (for_test) report_steps(training, true, std::cerr);
  std::ofstream predictions(argv[2]);
  training.write_predictions(predictions);
  std::ofstream weights(argv[1]);
  weights << kHead;
  training.write_weights(weights);
  if (!weights.flush() || !predictions.flush()) throw InputError("cannot write the results");
  return 0;
}

}  // namespace
}  // namespace chokepoint

int main(int argc, char** argv) {
  try {
    return chokepoint::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "train-extractor: error: " << error.what() << '\n';
    return 1;
  }
}
