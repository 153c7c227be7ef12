package initscope.xray.dwarf;

import initscope.model.Bytes;
import initscope.xray.elf.Elf;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The types, and variables of package runtime, in the units of package runtime: of several, the one that has the types.
public final class GoTypes {
  private static final long MAX_SECTION_BYTES = 1L << 30;
  private static final int MAX_UNIT_BYTES = 64 << 20;
  private static final int MAX_ABBREVIATION_BYTES = 1 << 22;
  private static final int MAX_TABLES = 512;
  private static final int MAX_TABLE_BYTES = 1 << 16;
  private static final int MAX_UNITS = 1 << 17;
  private static final int ROOT_BYTES = 1 << 12;
  private static final int MAX_MEMBERS = 1 << 12;
  private static final int MAX_INDIRECTIONS = 16;
  private static final int POINTER_BYTES = 8;

  private final Bytes unit;
  private final long start;
  private final Map<Long, Abbreviation> shapes;
  private final Map<String, Long> named = new HashMap<>();
  private final Map<String, Entry> variables;

  /// @param start offset in the section where the unit's entries begin
  private GoTypes(
      Bytes unit, long start, Map<Long, Abbreviation> shapes, Map<String, Entry> variables) {
    this.unit = unit;
    this.start = start;
    this.shapes = shapes;
    this.variables = variables;
  }

  /// A member of a structure.
  ///
  /// @param name as written in Go; {@code _} stands for what has none
  /// @param offset from the structure's start, in bytes
  /// @param type of it
  public record Member(String name, long offset, Type type) {}

  /// A type.
  ///
  /// @param name with its package's path; empty where it has none
  /// @param size in bytes, -1 where it is not known
  /// @param isStructure whether it is a structure, by whatever name
  public record Type(String name, long size, boolean isStructure, long place) {}

  /// A variable of package runtime.
  ///
  /// @param address as the executable says it, before the load bias
  /// @param size in bytes, -1 where it is not known
  public record Variable(long address, long size) {}

  /// Reads the types of an executable; empty where it has no debugging information of Go, or one that is damaged before the
  /// types, too large or written otherwise.
  ///
  /// @param names of the types and variables that will be asked for
  public static Optional<GoTypes> read(Reader file, Elf elf, Set<String> names)
      throws MemoryLostException {
    DebugSection.wish(file, elf, "abbrev");
    Optional<InputStream> info = DebugSection.open(file, elf, "info");
    Optional<InputStream> abbreviations = DebugSection.open(file, elf, "abbrev");
    if (info.isEmpty() || abbreviations.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream units = info.get();
        InputStream shapes = abbreviations.get()) {
      return find(units, Bytes.of(shapes.readNBytes(MAX_ABBREVIATION_BYTES)), names);
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  /// Reads the types from the two sections themselves.
  ///
  /// @throws IOException where they end, or cannot be inflated, before the unit of package runtime does
  static Optional<GoTypes> find(InputStream units, Bytes abbreviations, Set<String> names)
      throws IOException {
    Map<Long, Map<Long, Abbreviation>> tables = new HashMap<>();
    Map<String, Entry> variables = new HashMap<>();
    long at = 0;
    for (int count = 0; count < MAX_UNITS && at < MAX_SECTION_BYTES; count++) {
      UnitHeader header = UnitHeader.read(units);
      if (!header.isReadable()) {
        return Optional.empty();
      }
      long length = header.bodyBytes();
      byte[] first = units.readNBytes((int) Math.min(length, ROOT_BYTES));
      Map<Long, Abbreviation> shapes = shapes(tables, abbreviations, header.abbreviations());
      Entry root = Entry.at(Bytes.of(first), 0, shapes);
      boolean wanted =
          root.tag() == Entry.COMPILE_UNIT && root.isGo() && root.name().equals("runtime");
      if (wanted && length <= MAX_UNIT_BYTES) {
        Bytes unit = whole(first, units.readNBytes((int) (length - first.length)));
        GoTypes types = new GoTypes(unit, at + header.bytes(), shapes, variables);
        types.note(names);
        if (!types.named.isEmpty()) {
          return Optional.of(types);
        }
      } else {
        units.skipNBytes(length - first.length);
      }
      at += header.bytes() + length;
    }
    return Optional.empty();
  }

  /// Each unit of C has a table of its own, Go's have one; where there are very many, those of C are passed over.
  private static Map<Long, Abbreviation> shapes(
      Map<Long, Map<Long, Abbreviation>> tables, Bytes abbreviations, long offset) {
    Map<Long, Abbreviation> known = tables.get(offset);
    if (known == null) {
      boolean inside = offset < abbreviations.size() && tables.size() < MAX_TABLES;
      Bytes table = inside ? abbreviations.from(offset).first(MAX_TABLE_BYTES) : Bytes.EMPTY;
      known = Abbreviation.table(table);
      tables.put(inside ? offset : -1, known);
    }
    return known;
  }

  private static Bytes whole(byte[] first, byte[] rest) {
    byte[] all = new byte[first.length + rest.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return Bytes.of(all);
  }

  /// Notes where the types, and which are the variables, of some names are.
  private void note(Set<String> names) {
    for (long at = 0; at < unit.size(); ) {
      Entry entry = Entry.at(unit, at, shapes);
      if (entry.isBroken()) {
        break;
      }
      if (names.contains(entry.name())) {
        switch (entry.tag()) {
          case Entry.STRUCTURE, Entry.TYPEDEF -> named.putIfAbsent(entry.name(), at);
          case Entry.VARIABLE -> variables.putIfAbsent(entry.name(), entry);
          default -> {
            // a function, or a parameter
          }
        }
      }
      at = entry.end();
    }
  }

  /// The variable of a name that was to be asked for, where its address is told and it stands before the types.
  public Optional<Variable> variable(String name) {
    Entry entry = variables.get(name);
    return entry == null || entry.place() == -1
        ? Optional.empty()
        : Optional.of(new Variable(entry.place(), type(entry.type() - start).size()));
  }

  /// The type of a name that was to be asked for.
  public Optional<Type> type(String name) {
    Long at = named.get(name);
    return at == null ? Optional.empty() : Optional.of(type(at));
  }

  /// The members of a structure, in order; none of another type.
  public List<Member> members(Type type) {
    List<Member> members = new ArrayList<>();
    Entry parent = type.isStructure ? Entry.at(unit, type.place, shapes) : Entry.BROKEN;
    long at = parent.hasChildren() ? parent.end() : unit.size();
    while (at < unit.size() && members.size() < MAX_MEMBERS) {
      Entry entry = Entry.at(unit, at, shapes);
      if (entry.tag() != Entry.MEMBER || entry.hasChildren()) {
        break;
      }
      members.add(new Member(entry.name(), Math.max(entry.place(), 0), type(entry.type() - start)));
      at = entry.end();
    }
    return members;
  }

  /// The type at a place, with typedefs followed to what they stand for.
  private Type type(long place) {
    Entry entry = Entry.at(unit, place, shapes);
    String name = entry.name();
    long at = place;
    for (int i = 0; i < MAX_INDIRECTIONS && entry.tag() == Entry.TYPEDEF; i++) {
      at = entry.type() - start;
      entry = Entry.at(unit, at, shapes);
    }
    boolean pointer = entry.tag() == Entry.POINTER || entry.tag() == Entry.SUBROUTINE_TYPE;
    return new Type(
        name, pointer ? POINTER_BYTES : entry.byteSize(), entry.tag() == Entry.STRUCTURE, at);
  }
}
