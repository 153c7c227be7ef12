"""Run inside gdb on an unstripped Go program: prints the runtime's layouts and wait reasons as JSON, from its DWARF.

A nested structure is told by its own type's rows where that type is of the runtime and in the list (g.sched and gobuf.sp), else
by dotted names (sync.Mutex's mu.state). What wraps one value, as an atomic does, is told as that value.
"""
import json

import gdb

RUNTIME = """g gobuf stack m p schedt sudog hchan waitq timer timers timeTimer pollDesc notifyList mutex semaRoot semTable _defer
    _panic moduledata pcHeader initTask functab _func inlinedCall eface iface hmap bmap gQueue gList""".split()
PATHS = """sync.Mutex internal/sync.Mutex sync.RWMutex sync.WaitGroup sync.Once sync.Cond internal/poll.FD internal/poll.fdMutex
    internal/runtime/maps.Map""".split()
NAMES = {"runtime." + name: name for name in RUNTIME}
NAMES |= {path: path.replace("internal/poll", "poll").replace("internal/runtime/maps", "maps") for path in PATHS}
NAMES |= {"runtime/pprof." + name: name for name in ("label", "labelMap", "LabelSet")}
NAMES["internal/runtime/pprof/label.Label"] = "label"
WIDE = ("runtime.m", "runtime.p")  # their nested structures are many and of no interest
DEEPEST = 3
POINTER_BYTES = 8


def structure(kind):
    kind = kind.strip_typedefs()
    return kind if kind.code == gdb.TYPE_CODE_STRUCT else None


def members(kind):
    return [f for f in kind.fields() if f.name and f.name != "_" and f.type.sizeof]


def is_value(kind):
    """Whether it is one value, however wrapped, or a type of the language."""
    inside = structure(kind)
    if not inside or kind.name in ("string", "error") or (kind.name or "").startswith(("[]", "interface")):
        return True
    return any(f.type.sizeof == kind.sizeof and is_value(f.type) for f in members(inside))


def fields(kind, deepest=DEEPEST, at=0, path=""):
    for field in members(kind):
        offset, name = at + field.bitpos // 8, path + field.name
        called = field.type.strip_typedefs().code == gdb.TYPE_CODE_FUNC
        yield name, offset, POINTER_BYTES if called else field.type.sizeof
        listed = (field.type.name or "").removeprefix("runtime.") in RUNTIME
        if deepest > 1 and not listed and not is_value(field.type):
            yield from fields(structure(field.type), deepest - 1, offset, name + ".")


def layout(name):
    try:
        kind = gdb.lookup_type(name)
    except gdb.error:
        return None
    inside = structure(kind)
    return {"size": kind.sizeof, "fields": list(fields(inside, 1 if name in WIDE else DEEPEST)) if inside else []}


def reasons():
    strings = gdb.parse_and_eval("'runtime.waitReasonStrings'")
    low, high = strings.type.range()
    return [text(strings[i]) for i in range(low, high + 1)]


def text(value):
    length = int(value["len"])
    if not length:
        return ""
    return bytes(gdb.selected_inferior().read_memory(int(value["str"]), length)).decode()


seen = {"release": text(gdb.parse_and_eval("'runtime.buildVersion'")), "wait": reasons()}
seen["types"] = {short: layout(name) for name, short in NAMES.items() if layout(name)}
print("LAYOUT " + json.dumps(seen))
