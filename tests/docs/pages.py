#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
#
# Compares what our pages say with what is there.
#   pages.py commands DIRECTORY   runs the commands of `console` blocks and of
#                                 examples in manual pages, in the directory,
#                                 and compares output where a page shows it;
#                                 those of `console-llvm` if thothc has LLVM
#   pages.py rules THOTHC         checks `yaml` blocks that are rule files
#   pages.py links                follows the links between pages
#   pages.py options PROGRAM...   compares manual pages with --help
import glob
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "examples/README.md",
    "prescriptions/README.md",
]


def read(path):
    with open(os.path.join(TOP, path), encoding="utf-8") as file:
        return file.read()


def pages():
    docs = sorted(glob.glob(os.path.join(TOP, "docs", "*.md")))
    return PAGES + [os.path.relpath(path, TOP) for path in docs]


def manual_pages():
    paths = sorted(glob.glob(os.path.join(TOP, "man", "*.1")))
    return [os.path.relpath(path, TOP) for path in paths]


def blocks(path, language):
    """The fenced blocks of a page in a language."""
    pattern = rf"^```{language}\n(.*?)^```$"
    return re.findall(pattern, read(path), re.MULTILINE | re.DOTALL)


def plain(roff):
    """Text of a manual page without escapes."""
    for escape, character in (("\\-", "-"), ("\\(aq", "'"), ("\\e", "\\")):
        roff = roff.replace(escape, character)
    return re.sub(r"\\f[A-Z]", "", roff)


def manual_examples(path):
    found = re.findall(r"^\.EX\n(.*?)^\.EE$", read(path), re.M | re.S)
    return [plain(block) for block in found]


def commands_of(block):
    """Pairs of a command and the lines shown below it."""
    pairs = []
    for line in block.splitlines():
        if line.startswith("$ "):
            pairs.append((line[2:], []))
        elif pairs and pairs[-1][0].endswith("\\"):
            pairs[-1] = (pairs[-1][0] + "\n" + line, [])
        elif pairs:
            pairs[-1][1].append(line)
    return pairs


def fits(shown, got):
    """Lines shown fit those printed; "..." stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n"
        for line in shown
    )
    return re.fullmatch(pattern, got) is not None


def run_block(where, block, directory):
    failures = 0
    for command, shown in commands_of(block):
        run = subprocess.run(
            ["sh", "-c", command],
            cwd=directory,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        # A page that shows what is found in bad rules shows a failure.
        expected = 1 if any("error" in line for line in shown) else 0
        if run.returncode != expected:
            failures += 1
            print(f"{where}: {command}: exit {run.returncode}\n{run.stdout}")
        elif shown and not fits(shown, run.stdout):
            failures += 1
            print(f"{where}: {command}: printed\n{run.stdout}")
    return failures


def with_llvm():
    version = subprocess.run(["thothc", "--version"], stdout=subprocess.PIPE)
    return b"\nWith LLVM" in version.stdout


def commands(directory):
    failures = count = 0
    languages = "console"
    if with_llvm():
        languages = "console(?:-llvm)?"
    else:
        print("commands that need LLVM are left out")
    for path in pages():
        for block in blocks(path, languages):
            failures += run_block(path, block, directory)
            count += len(commands_of(block))
    for path in manual_pages():
        for block in manual_examples(path):
            failures += run_block(path, block, directory)
            count += len(commands_of(block))
    print(f"{count} commands")
    return failures == 0 and count > 0


def rule_files(path):
    """The rule files a page shows, with the ending of their names."""
    for block in blocks(path, "yaml"):
        if block.startswith("units:"):
            yield "yaml", block
    for block in blocks(path, "rx"):
        yield "rx", block


def rules(thothc, scratch):
    failures = count = 0
    for path in pages():
        for ending, block in rule_files(path):
            name = os.path.join(scratch, "block." + ending)
            with open(name, "w", encoding="utf-8") as file:
                file.write(block)
            run = subprocess.run([thothc, "check", name], encoding="utf-8",
                                 stdout=subprocess.PIPE)
            count += 1
            if run.returncode != 0:
                failures += 1
                print(f"{path}: a rule file is wrong:\n{run.stdout}")
    return failures == 0 and count > 0


def anchors(path):
    """The anchors GitHub makes of a page's headings."""
    text = re.sub(r"^```.*?^```$", "", read(path), flags=re.M | re.S)
    found = set()
    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        heading = re.sub(r"[^\w\- ]", "", heading.lower())
        found.add(heading.replace(" ", "-"))
    return found


def links():
    failures = count = 0
    for path in pages():
        text = re.sub(r"^```.*?^```$", "", read(path), flags=re.M | re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            count += 1
            name, _, anchor = target.partition("#")
            aim = os.path.normpath(os.path.join(os.path.dirname(path), name))
            aim = aim if name else path
            if not os.path.exists(os.path.join(TOP, aim)):
                failures += 1
                print(f"{path}: {target} leads nowhere")
            elif anchor and anchor not in anchors(aim):
                failures += 1
                print(f"{path}: {target}: no such heading")
    return failures == 0 and count > 0


def options_in(text):
    found = re.findall(r"(?<![\w-])(--[a-z][a-z-]*|-[a-z])(?![\w-])", text)
    return set(found)


def manual_options(path):
    """The options that a manual page describes: the tags of OPTIONS."""
    page = read(path)
    section = re.search(r"^\.SH OPTIONS\n(.*?)^\.SH ", page, re.M | re.S)
    tags = re.findall(r"^\.TP\n(.*)$", section.group(1), re.MULTILINE)
    return options_in(plain(re.sub(r"=.*", "", "\n".join(tags))).replace(
        '" , "', ", "))


def help_of(program, command):
    arguments = [program] + ([command] if command else []) + ["--help"]
    run = subprocess.run(arguments, stdout=subprocess.PIPE, encoding="utf-8",
                         check=True)
    return run.stdout


def described_options(text):
    """The options that --help describes: at the beginning of lines."""
    lines = [line for line in text.splitlines() if re.match(r" +-", line)]
    return options_in("\n".join(re.split(r" {2,}(?=\w)", line.strip())[0]
                                for line in lines))


def page_faults(program, command, summary):
    base = os.path.basename(program)
    name = f"man/{base}{'-' + command if command else ''}.1"
    if not os.path.exists(os.path.join(TOP, name)):
        return [f"{name} is missing"]
    faults = []
    printed = described_options(help_of(program, command))
    manual = manual_options(name)
    for option in sorted(printed - manual):
        faults.append(f"{name} lacks {option}")
    for option in sorted(manual - printed):
        faults.append(f"{name} has {option}, --help has not")
    if summary and summary not in plain(read(name)):
        faults.append(f"{name}: the summary of --help is: {summary}")
    if summary and summary not in plain(read(f"man/{base}.1")):
        faults.append(f"man/{base}.1 does not say: {summary}")
    return faults


def options(*programs):
    faults, known = [], set()
    for program in programs:
        listed = re.findall(r"^  ([a-z]+) +(.+)$", help_of(program, ""), re.MULTILINE)
        base = os.path.basename(program)
        if not listed:
            faults.append(f"{base} has no commands")
        for command, summary in [("", "")] + listed:
            faults += page_faults(program, command, summary)
            known.add(f"man/{base}{'-' + command if command else ''}.1")
    for path in set(manual_pages()) - known:
        faults.append(f"{path} is about no command")
    print("\n".join(faults))
    return not faults


COMMANDS = {f.__name__: f for f in (commands, rules, links, options)}

if __name__ == "__main__":
    sys.exit(0 if COMMANDS[sys.argv[1]](*sys.argv[2:]) else 1)
