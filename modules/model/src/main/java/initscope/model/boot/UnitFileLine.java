package initscope.model.boot;

import initscope.model.EvidenceRef;

/// A line of {@code systemctl list-unit-files}.
///
/// @param name name of the file
/// @param state {@code enabled}, {@code static}, {@code masked} ...
/// @param preset what the vendor would have; empty where it is not told
/// @param place where this was read
public record UnitFileLine(String name, String state, String preset, EvidenceRef place) {}
