#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the curves of growth, log-log.  usage: plot.py GROWTH.tsv PICTURE.svg

The same table gives the same bytes, so that a picture that is committed changes with its figures only.
"""

import csv
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

# Title; the curves, by column, with their labels. The dotted line is the first curve, had it grown as the articles.
PANELS = [
    ("Build time (s)", [("build_s", "wall"), ("build_cpu_s", "CPU")]),
    ("Size (MB, MiB)", [("text_mb", "text"), ("index_mb", "index"), ("peak_mib", "peak memory of the build"),
                        ("search_mib", "peak memory of a search")]),
    ("A search (ms)", [("query_p50_ms", "p50"), ("query_p95_ms", "p95"), ("query_p99_ms", "p99"), ("start_ms", "start, whole process")]),
    ("Every match counted (ms)", [("count_ms", "exact count"), ("facets_ms", "with three facets, one filtered")]),
]


def draw(rows: list[dict[str, str]], picture: str) -> None:
    plt.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "growth", "font.family": "sans-serif", "font.size": 9})
    figure, axes = plt.subplots(2, 2, figsize=(9, 6.5), constrained_layout=True)
    sizes = [int(row["articles"]) for row in rows]
    for axis, (title, curves) in zip(axes.flat, PANELS):
        for column, label in curves:
            axis.loglog(sizes, [float(row[column]) for row in rows], marker="o", markersize=3, linewidth=1.5, label=label)
        first = float(rows[0][curves[0][0]])
        axis.loglog(sizes, [first * size / sizes[0] for size in sizes], color="0.6", linewidth=0.8, linestyle=":",
                    label="in proportion", scalex=False, scaley=False)
        axis.set_title(title, fontsize=10)
        axis.minorticks_off()
        axis.grid(True, which="major", color="0.9", linewidth=0.6)
        axis.legend(frameon=False, fontsize=8)
        axis.spines[["top", "right"]].set_visible(False)
    for axis in axes[1]:
        axis.set_xlabel("articles")
    figure.savefig(picture, metadata={"Date": None})


def main() -> int:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    if len(rows) < 2:
        sys.exit("plot.py: a curve needs two sizes")
    draw(rows, sys.argv[2])
    return 0


if __name__ == "__main__":
    sys.exit(main())
