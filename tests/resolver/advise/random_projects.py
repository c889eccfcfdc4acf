#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Resolves random projects and checks every lock file.

usage: random_projects.py THOTH DATA COUNT FOLDER

A project requires one to four packages of the data, some with an upper bound.
Those that cannot be resolved must be explained. That the named requirements
conflict is decided by another resolver as well, if it can in a few seconds.
Where the explanation says that it is minimal, they are resolved again, each
left out in turn, and these lock files are checked. Prints a line for each
fault, then what was done; exit status 1 if there are faults.
"""

import json
import os
import random
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import check_lock
import satisfiability

SECONDS = 1  # for the other resolver
ENVIRONMENT = """\
runtime_environments:
  - name: test
    python_version: "3.9"
    platform: linux-x86_64
"""
CONFLICT = re.compile(r"error: (.*) cannot be resolved")
NAMES = re.compile(r", | and ")


class Projects:
    def __init__(self, thoth, data, folder):
        self.thoth = thoth
        self.folder = folder
        self.kb = os.path.join(folder, "kb.sqlite")
        subprocess.run(
            [thoth, "kb", "import", f"--kb={self.kb}", data],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        self.data = check_lock.read_data(data)
        self.solver = satisfiability.Solver(self.data)
        self.counts = {"locked": 0, "conflict": 0, "confirmed": 0, "minimal": 0, "unproved": 0}
        with open(os.path.join(folder, ".thoth.yaml"), "w", encoding="utf-8") as file:
            file.write(ENVIRONMENT)

    def advise(self, wanted, seed):
        """The run's standard error, and the lock file or None."""
        lock = os.path.join(self.folder, "Pipfile.lock")
        with open(os.path.join(self.folder, "requirements.txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(wanted) + "\n")
        if os.path.exists(lock):
            os.remove(lock)
        command = [self.thoth, "advise", f"--kb={self.kb}", "--limit=200", "--timeout=20"]
        command += [f"--seed={seed}", f"--lock={lock}", self.folder]
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        message = run.stderr.decode()
        if run.returncode not in (0, 1):
            return f"status {run.returncode}: {message}", None
        if run.returncode == 1:
            return message, None
        with open(lock, encoding="utf-8") as file:
            return message, json.load(file)

    def choose(self, source):
        names = source.sample(sorted(self.data), source.randint(1, 4))
        wanted = []
        for name in names:
            bound = source.choice(sorted(self.data[name])) if source.random() < 0.3 else None
            wanted.append(f"{name}<={bound}" if bound else name)
        return wanted

    def check_lock(self, wanted, lock):
        found = check_lock.Check(self.data, lock, wanted).run()
        return [f"{wanted}: {fault}" for fault in found]

    def check_conflict(self, wanted, message, seed):
        """Faults of an explanation."""
        if "it is not proved that there is none" in message:
            self.counts["unproved"] += 1
            return []
        self.counts["conflict"] += 1
        found = CONFLICT.search(message)
        named = [text for text in wanted if found and text in NAMES.split(found[1])]
        if not named:
            explained = "can be used" in message or "does not know" in message
            return [] if explained else [f"{wanted}: not explained: {message.strip()}"]
        answer = self.solver.satisfiable(named, SECONDS)
        if answer:
            return [f"{named}: can be resolved, but it says {message.strip()}"]
        self.counts["confirmed"] += answer is False
        if "without any one" not in message and "alone, either" not in message:
            return [] if "not proved minimal" in message else [f"{named}: {message.strip()}"]
        self.counts["minimal"] += 1
        faults = []
        for left_out in named if len(named) > 1 else ():
            rest = [text for text in named if text != left_out]
            lock = self.advise(rest, seed)[1]
            if lock is None:
                faults.append(f"{named}: not minimal, without {left_out} it fails too")
            else:
                faults += self.check_lock(rest, lock)
        return faults

    def check(self, wanted, seed):
        message, lock = self.advise(wanted, seed)
        if lock is None:
            return self.check_conflict(wanted, message, seed)
        self.counts["locked"] += 1
        return self.check_lock(wanted, lock)


def main():
    thoth, data, count, folder = sys.argv[1:]
    projects = Projects(thoth, data, folder)
    source = random.Random(4)
    faults = []
    for seed in range(int(count)):
        faults += projects.check(projects.choose(source), seed)
    for fault in faults:
        print(fault)
    counts = projects.counts
    print(f"{count} projects: {counts['locked']} have a lock file, ", end="")
    print(f"{counts['conflict']} conflicts, of which {counts['confirmed']} are ", end="")
    print(f"confirmed and {counts['minimal']} minimal; ", end="")
    print(f"{counts['unproved']} are not decided; {len(faults)} faults")
    few = counts["locked"] < int(count) / 2 or counts["unproved"] > int(count) / 20
    sys.exit(1 if faults or few else 0)


if __name__ == "__main__":
    main()
