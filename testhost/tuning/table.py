"""The results of all parts as Markdown."""
import collections
import json
import re


def count(items):
    return ", ".join(f"{n} {what}" for what, n in sorted(collections.Counter(items).items(), key=lambda x: -x[1]))


def identity(r):
    reason = lambda text: "is never set: " + text.split(" is never set: ")[1].split(". ")[0] if " is never set: " in text else re.sub(
        r"^\S+ ", "", text.split(". ")[0]).replace("gave no value", "it gave no value")
    kinds = lambda text: "refused the value" if "the host refused" in text else "the kernel made it another" if " became " in text else "changed by another of the same batch"
    lines = ["| outcome | parameters |", "|---|---|", f"| files below /proc/sys that are writable by mode | {r['writable']} |",
             f"| applied, read back by ssh, rolled back, all of /proc/sys as before | {len(r['same'])} (with {sum(r['same'].values())} values) |",
             f"| refused by the plan | {len(r['refused'])} |", f"| refused by the plan for the value | {len(r['refused_values'])} |",
             f"| values that the kernel did not take as written; taken back, all as before | {len(r['taken_back'])}: {count(kinds(w) for w in r['taken_back'].values())} |",
             f"| no other value could be made up | {len(r['no_value'])} |", f"| the kernel took none of the values made up | {len(r['never'])} |",
             f"| **not the identity** | {len(r['wrong'])} |", "", "Refused by the plan, by reason:", "", "| reason | parameters |", "|---|---|"]
    for why, n in collections.Counter(reason(w) for w in r["refused"].values()).most_common():
        lines.append(f"| {why} | {n} |")
    lines += ["", "No other value: " + (", ".join(f"`{p}`" for p in r["no_value"]) or "-") + ".", "",
              "No value was taken: " + (", ".join(f"`{p}`" for p in r["never"]) or "-") + ".", ""]
    for name, moved in r["wrong"].items():
        lines.append(f"- not the identity: `{name}`: " + "; ".join(f"{k} was {v[0]}, is {v[1]}" for k, v in moved.items()))
    for text in r["problems"]:
        lines.append(f"- problem: {text}")
    for module, keys in r["modules"].items():
        lines.append(f"- the kernel loaded the module {module} during a trial of {len(keys)} parameters; it stays")
    return lines


def power(r):
    lines = ["| while | states when the plug was pulled | as before | kept | between | wrong in another way |", "|---|---|---|---|---|---|"]
    for verb in ("apply", "trial", "confirm", "rollback"):
        p = [x for x in r["points"] if x["verb"] == verb]
        lines.append(f"| {verb} ({len(p)}) | {count(x.get('state', '?') for x in p)} | " + " | ".join(
            str(sum(x.get("after") == w for x in p)) for w in ("old", "kept", "BETWEEN")) + f" | {sum(not x['right'] for x in p)} |")
    lines += ["", "`tune status` then said: " + count(re.sub(r" [0-9a-f]{32}", "", x["told"]) for x in r["points"] if "told" in x) + "."]
    return lines + wrong(r["points"])


def wrong(points):
    return [f"- wrong: {x.get('verb', '')} {x['mark']} {x.get('delay', x.get('way'))}: " + (x.get("problem") or json.dumps({k: v for k, v in x.items() if k not in ("order", "avc")}))
            for x in points if not x["right"]]


def laptop(r):
    late = sorted(x["late"] for x in r["points"] if x.get("late") is not None)
    after = [x for x in late if x >= 0]
    lines = [f"{len(r['points'])} points. Killed in: " + count(x.get("killed_in", "?") for x in r["points"]) + ". Ended: " + count(x.get("end", "?") for x in r["points"]) + ".",
             f"Back by the host's timer {len(after)} times, seconds after the deadline: " + (", ".join(map(str, after)) or "-") + "."]
    return lines + wrong(r["points"])


def boot(r):
    lines = ["| the guard stopped at | booted by | state | guard ended | systemd-sysctl began | as before |", "|---|---|---|---|---|---|"]
    for x in r["points"]:
        lines.append(f"| {x['mark'] or '(on trial)'} | {x['way']} | {x.get('state', '?')} | {x.get('guard_ended')} s | {x.get('sysctl_began')} s | {'yes' if x['right'] else 'NO'} |")
    return lines + ["", "Domain of the guard at boot: " + "; ".join(" ".join(d.split()) for d in r.get("domains", []) if d) + "."] + wrong(r["points"])


def kinds(r):
    names = list(dict.fromkeys(s["kind"] for s in r["steps"]))
    lines = ["| kind | steps right | wrong |", "|---|---|---|"]
    for kind in names:
        s = [x for x in r["steps"] if x["kind"] == kind]
        lines.append(f"| {kind} | {sum(x['right'] for x in s)} of {len(s)} | {'; '.join(x['what'] for x in s if not x['right'])} |")
    return lines


PARTS = {"identity": ("Apply, then roll back, is the identity", identity), "power": ("Loss of power", power), "laptop": ("Death of the laptop's process", laptop),
         "boot": ("Boot in the middle of confirm", boot), "kinds": ("Every kind of change", kinds)}


def of(folder):
    out, bad = [], False
    for name, (title, part) in PARTS.items():
        file = folder / f"{name}.json"
        if file.exists():
            lines = part(json.loads(file.read_text()))
            text = "\n".join(lines)
            bad |= any(word in text for word in ("- wrong", "- not the identity", "- problem", "| NO |"))
            out += [f"## {title}", "", *lines, ""]
    return "\n".join(out), bad
