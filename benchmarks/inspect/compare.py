#!/usr/bin/env python3
"""compare.py DIR GO INSPECT...: what `initscope inspect --json` says of each program in DIR against what other tools say of it.

DIR      programs of `build`
GO       a go command, for `go version -m` and `go tool nm`
INSPECT  the command to run, such as ./initscope; "inspect FILE... --json" is added for one file a run

Each check prints nothing where both agree. At the end stands how many agreed, by check. Status 1 where some did not.
"""
import collections
import json
import os
import re
import subprocess
import sys


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, **more)


class Check:
    def __init__(self):
        self.same, self.differs = collections.Counter(), collections.Counter()

    def equal(self, name, what, ours, theirs):
        if ours == theirs:
            self.same[what] += 1
        else:
            self.differs[what] += 1
            print(f"{name}: {what}\n  ours   {short(ours)}\n  theirs {short(theirs)}")


def short(value):
    text = json.dumps(value, default=str)
    return text if len(text) < 600 else text[:600] + " ..."


def module(fields):
    fields += [""] * (3 - len(fields))
    return {k: v for k, v in zip(("path", "version", "sum"), fields) if v or k != "sum"}


def go_version(go, file):
    out = run(go, "version", "-m", file).stdout.splitlines()
    told = {"goVersion": out[0].rsplit(": ", 1)[1], "settings": {}, "modules": []}
    last = None
    for line in out[1:]:
        word, *fields = line[1:].split("\t")
        if word == "path":
            told["path"] = fields[0]
        elif word == "mod":
            last = told["mainModule"] = module(fields)
        elif word == "dep":
            last = module(fields)
            told["modules"].append(last)
        elif word == "=>":
            last["replacedBy"] = module(fields)
        elif word == "build":
            key, value = fields[0].split("=", 1)
            told["settings"][key] = json.loads(value) if value.startswith('"') else value
    return told


def readelf(file):
    out = run("readelf", "-W", "-h", "-l", "-S", "-d", "-V", file).stdout
    told = {"type": re.search(r"Type:\s+(\w+)", out)[1]}
    interpreter = re.search(r"program interpreter: (.*)\]", out)
    told["interpreter"] = interpreter and interpreter[1]
    told["needed"] = re.findall(r"\(NEEDED\).*\[(.*)\]", out)
    versions = [tuple(map(int, v.split("."))) for v in re.findall(r"Name: GLIBC_([0-9.]+)", out)]
    told["glibc"] = ".".join(map(str, max(versions))) if versions else None
    told["relaCount"] = "(RELACOUNT)" in out
    told["bindNow"] = "BIND_NOW" in out or bool(re.search(r"FLAGS_1\).*NOW", out))
    told["sections"] = [
        {"name": m[1], "bytes": int(m[3], 16), "inFile": m[2] != "NOBITS"}
        for m in re.finditer(r"^  \[ *\d+\] (\S+) +(\w+) +[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) ", out, re.M)
    ]
    kinds = collections.Counter(re.findall(r"\b(R_(?:X86_64|AARCH64)_\w+)", run("readelf", "-W", "-r", file).stdout))
    told["byKind"] = {{"R_X86_64_JUMP_SLO": "R_X86_64_JUMP_SLOT"}.get(k, k): n for k, n in kinds.items()}
    return told


def symbols(go, file):
    """Init functions by package; map.init functions are called by others and are no list of their own."""
    found = collections.defaultdict(set)
    for line in run(go, "tool", "nm", file).stdout.splitlines():
        name = re.split(r"\s+", line.strip(), maxsplit=2)[-1]
        named = re.fullmatch(r"(.*?)\.(init(\.\d+)?)", name)
        if named and line.split()[1] in "Tt":
            found[named[1].replace("%2e", ".")].add(name)
    return found


def inittrace(file):
    out = run(file, env={**os.environ, "GODEBUG": "inittrace=1"}).stderr
    return [name.replace("%2e", ".") for name in re.findall(r"^init (\S+) @", out, re.M)]


def main():
    folder, go, *inspect = sys.argv[1:]
    check, files = Check(), 0
    for name in sorted(os.listdir(folder)):
        file = os.path.join(folder, name)
        ours = json.loads(run(*inspect, "inspect", file, "--json").stdout)
        files += 1
        check.equal(name, "problems", ours["problems"], [])
        theirs = go_version(go, file)
        for key in ("goVersion", "path", "mainModule", "modules", "settings"):
            check.equal(name, key, ours.get(key), theirs.get(key))
        elf = readelf(file)
        check.equal(name, "type", "DYN" if ours["buildMode"] == "pie" else "EXEC", elf["type"])
        for key in ("interpreter", "needed", "glibc", "bindNow", "sections"):
            check.equal(name, key, ours.get(key), elf[key])
        check.equal(name, "relocations by kind", ours["relocations"]["byKind"], elf["byKind"])
        check.equal(name, "DT_RELACOUNT", ours["relocations"]["relaCount"], elf["relaCount"])
        check.equal(name, "parts add up to the file", sum(ours["parts"].values()), os.path.getsize(file))
        check.equal(name, "cgo linked in", ours["cgoLinked"], bool(elf["needed"]))
        check.equal(name, "stripped", ours["stripped"], not any(s["name"] == ".symtab" for s in elf["sections"]))
        order = [init["package"] for init in ours["inits"]]
        check.equal(name, "order of inits", order, inittrace(file))
        known = {init["package"]: {f["function"].replace("%2e", ".") for f in init["functions"]} for init in ours["inits"]}
        if not ours["stripped"]:
            nm = symbols(go, file)
            ran = {p: {f.replace("%2e", ".") for f in nm[p]} for p in known}
            check.equal(name, "init functions", {p: sorted(f) for p, f in known.items()}, {p: sorted(f) for p, f in ran.items()})
        if name.endswith("-stripped"):
            whole = json.loads(run(*inspect, "inspect", file.removesuffix("-stripped"), "--json").stdout)
            check.equal(name, "inits as of the unstripped one", ours["inits"], whole["inits"])
            check.equal(name, "slow as of the unstripped one", ours["slow"], whole["slow"])
            check.equal(name, "embedded as of the unstripped one", ours["embedded"], whole["embedded"])
    print(f"{files} programs")
    for what in check.same | check.differs:
        print(f"{what}: {check.same[what]} equal, {check.differs[what]} different")
    sys.exit(1 if check.differs else 0)


main()
