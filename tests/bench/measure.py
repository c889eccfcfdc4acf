# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks share: rows, processes timed from start to end, inputs.

A benchmark is an executable beside this file that prints a row as soon as it
has measured it. Nothing here judges a figure: machines differ. Where an input
is missing, each row says so in place of a value, and standard error does.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("TOP_BUILDDIR", TOP)
SHARED = os.environ.get("THOTH_SHARED", os.path.join(TOP, "..", "shared"))
THOTHC = os.path.join(BUILD, "thothc")


def print_row(name, value, unit, anchor=None, ratio=None, **more):
    """One row; `anchor` is what the value compares with, in the same unit."""
    if ratio is None and anchor:
        ratio = value / anchor
    row = {"name": name, "value": value, "unit": unit}
    row |= {"anchor": anchor, "ratio": ratio} | more
    print(json.dumps(row), flush=True)


def print_times(name, values, unit, anchor=None):
    """The median, beside the least: what the machine can do when nothing else runs."""
    print_row(name, median(values), unit, anchor, least=min(values))


def need_shared(benchmark, names):
    """Ends the benchmark, with rows that say why, if there is no $THOTH_SHARED."""
    if os.path.isdir(SHARED):
        return
    reason = f"$THOTH_SHARED is no directory: {SHARED}"
    print(f"bench {benchmark}: skipped: {reason}", file=sys.stderr)
    for name in names:
        print_row(name, None, "skipped", reason=reason)
    sys.exit(0)


def scratch():
    """A folder for one run, on the disk that the build is on."""
    folder = os.path.join(BUILD, "build", "bench")
    os.makedirs(folder, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=folder)


def unpack_corpus(folder):
    """Unpacks the community's rules; returns the folder that holds them."""
    archive = os.path.join(SHARED, "corpus", "prescriptions.tar.zst")
    with subprocess.Popen(["zstd", "-dc", archive], stdout=subprocess.PIPE) as source:
        subprocess.run(["tar", "x", "-C", folder], stdin=source.stdout, check=True)
    if source.returncode:
        sys.exit(f"bench: {archive} cannot be unpacked")
    return os.path.join(folder, "prescriptions")


def run(arguments, most=0):
    """Runs a program to its end: (wall seconds, peak memory in MiB). Its exit
    status may be `most`."""
    out = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    path = shutil.which(arguments[0])
    start = time.perf_counter()
    child = os.posix_spawn(path, arguments, os.environ, file_actions=out)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if os.WIFSIGNALED(status) or os.WEXITSTATUS(status) > most:
        sys.exit(f"bench: {' '.join(arguments)}: status {status:#x}")
    return seconds, usage.ru_maxrss / 1024


def seconds_of(arguments):
    return run(arguments)[0]


def median(values):
    return statistics.median(values)
