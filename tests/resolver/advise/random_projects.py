#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Resolves random projects and checks every lock file.

usage: random_projects.py THOTH DATA COUNT FOLDER

A project requires one to four packages of the data, some with an upper bound.
Those that cannot be resolved must be explained; where the explanation says
that it is minimal, the named requirements are resolved again, each left out in
turn. Prints a line for each fault, then what was done; exit status 1 if there
are faults.
"""

import json
import os
import random
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import check_lock

ENVIRONMENT = """\
runtime_environments:
  - name: test
    python_version: "3.9"
    platform: linux-x86_64
"""
CONFLICT = re.compile(r"error: (.*) cannot be resolved")


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

    def check_conflict(self, wanted, message, seed):
        """Faults of an explanation."""
        found = CONFLICT.search(message)
        if not found:
            explained = "can be used" in message or "does not know" in message
            return [] if explained else [f"{wanted}: not explained: {message.strip()}"]
        if "without any one" not in message:
            return []
        named = [text for text in wanted if re.split("[<=]", text)[0] in found[1]]
        faults = []
        for left_out in named if len(named) > 1 else ():
            rest = [text for text in named if text != left_out]
            if self.advise(rest, seed)[1] is None:
                faults.append(f"{named}: not minimal, without {left_out} it fails too")
        return faults


def main():
    thoth, data, count, folder = sys.argv[1:]
    projects = Projects(thoth, data, folder)
    source = random.Random(4)
    faults, locked = [], 0
    for seed in range(int(count)):
        wanted = projects.choose(source)
        message, lock = projects.advise(wanted, seed)
        if lock is None:
            faults += projects.check_conflict(wanted, message, seed)
        else:
            locked += 1
            found = check_lock.Check(projects.data, lock, wanted).run()
            faults += [f"{wanted}: {fault}" for fault in found]
    for fault in faults:
        print(fault)
    print(f"{locked} of {count} projects have a lock file, {len(faults)} faults")
    sys.exit(1 if faults or locked < int(count) / 2 else 0)


if __name__ == "__main__":
    main()
