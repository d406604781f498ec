// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/command.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "common/base/program_name.h"
#include "tests/support/temp_index.h"

namespace chokepoint {
namespace {

class Fixture {
 public:
  Fixture()
      : index_({make_article("a", "Zebra crossing", "A zebra.", "2020-01-02"),
                make_article("b", "Road", "A road.")}) {}

  // What `arguments` print; the status is kept in `status`.
  std::string run(std::vector<const char*> arguments) {
    const Date today{2024, 3, 31};
    const std::string db = "--db=" + index_.path();
    arguments.insert(arguments.begin(), {"searcher", db.c_str()});
    const SearcherOptions options =
        parse_options(static_cast<int>(arguments.size()), arguments.data(), today);
    StringSink out;
    status = run_command(options, today, out, Diagnostics(searcher_name()));
    return out.text();
  }

  ExitStatus status = ExitStatus::kOk;
  std::filesystem::path directory() const { return index_.path(); }

 private:
  TempIndex index_;
};

}  // namespace

TEST_CASE("command: a search ends with 0 if something was found, else with 1") {
  Fixture fixture;
  CHECK(fixture.run({"zebra", "--format=paths"}) == "/tmp/articles/a\n");
  CHECK(fixture.status == ExitStatus::kOk);
  CHECK(fixture.run({"nothing", "--format=paths"}).empty());
  CHECK(fixture.status == ExitStatus::kNoResult);
  CHECK(fixture.run({"--count"}) == "2\n");
}

TEST_CASE("command: text output loosens the words, machine formats and --count do not") {
  Fixture fixture;
  fixture.run({"zebra road"});
  CHECK(fixture.status == ExitStatus::kOk);
  fixture.run({"zebra road", "--format=jsonl"});
  CHECK(fixture.status == ExitStatus::kNoResult);
  fixture.run({"zebra road", "--count"});
  CHECK(fixture.status == ExitStatus::kNoResult);
  fixture.run({"zebra road", "--count", "--match=any"});
  CHECK(fixture.status == ExitStatus::kOk);
}

TEST_CASE("command: --show prints one article, or ends with 1") {
  Fixture fixture;
  CHECK(fixture.run({"--show=a"}).find("Zebra crossing") != std::string::npos);
  CHECK(fixture.status == ExitStatus::kOk);
  CHECK(fixture.run({"--show=c"}).empty());
  CHECK(fixture.status == ExitStatus::kNoResult);
}

TEST_CASE("command: a batch goes on after a rejected line and ends with 2") {
  Fixture fixture;
  const std::string file = (fixture.directory() / "queries").string();
  const std::string option = "--batch=" + file;
  std::ofstream(file) << "q1\tzebra\r\n\nno tab\nq2\tcontry:CA\nq3\troad";
  CHECK(fixture.run({option.c_str(), "--count"}) == "q1\t1\nq3\t1\n");
  CHECK(fixture.status == ExitStatus::kUsage);
  std::ofstream(file) << "q1\tnothing\nq2\tzebra\n";
  CHECK(fixture.run({option.c_str(), "--count"}) == "q1\t0\nq2\t1\n");
  CHECK(fixture.status == ExitStatus::kOk);
  CHECK_THROWS_AS(fixture.run({"--batch=/nonexistent/queries"}), InputError);
}

TEST_CASE("command: a line of a batch that is too long is refused, and the next one read") {
  Fixture fixture;
  const std::string file = (fixture.directory() / "queries").string();
  const std::string option = "--batch=" + file;
  std::ofstream(file) << "q1\t" << std::string(3 * 1024 * 1024, 'x') << "\nq2\tzebra\n"
                      << std::string(3 * 1024 * 1024, 'y') << "\nq3\troad\nq4\t"
                      << std::string(2 * 1024 * 1024, 'z');
  CHECK(fixture.run({option.c_str(), "--count"}) == "q2\t1\nq3\t1\n");
  CHECK(fixture.status == ExitStatus::kUsage);
}

}  // namespace chokepoint
