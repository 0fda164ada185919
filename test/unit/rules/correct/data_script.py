#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Cleans a folder of CSV files."""
from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

pattern = re.compile(r"loss=(\d+\.\d+)")


def read_losses(path: Path) -> list[float]:
    with path.open() as handle:
        return [float(match.group(1)) for line in handle if (match := pattern.search(line))]


def compile(loss, metrics=None):
    return f"{loss}:{metrics}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--loss", default="mse")
    args = parser.parse_args()
    rows = [(path.name, min(read_losses(path), default=None)) for path in args.folder.glob("*.log")]
    with open("losses.csv", "w", newline="") as out:
        csv.writer(out).writerows(rows)
    print(compile(loss=args.loss))


if __name__ == "__main__":
    main()
