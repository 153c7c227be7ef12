"""Run inside gdb on an unstripped Go program: prints the runtime's layouts and wait reasons as JSON, from its DWARF."""
import json

import gdb

TYPES = "runtime.g runtime.gobuf runtime.stack runtime.m runtime.moduledata runtime.pcHeader runtime.initTask runtime.functab runtime._func runtime.inlinedCall runtime.sudog".split()


def fields(name):
    try:
        kind = gdb.lookup_type(name).strip_typedefs()
    except gdb.error:
        return None
    inside = [(f.name, f.bitpos // 8, f.type.sizeof) for f in kind.fields() if f.type.sizeof]
    return {"size": kind.sizeof, "fields": inside}


def reasons():
    strings = gdb.parse_and_eval("'runtime.waitReasonStrings'")
    low, high = strings.type.range()
    return [text(strings[i]) for i in range(low, high + 1)]


def text(value):
    length = int(value["len"])
    if not length:
        return ""
    return bytes(gdb.selected_inferior().read_memory(int(value["str"]), length)).decode()


print("LAYOUT " + json.dumps({"types": {t: fields(t) for t in TYPES}, "wait": reasons()}))
