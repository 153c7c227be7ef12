package initscope.model.boot;

import initscope.model.EvidenceRef;

/// A line of {@code systemctl list-units}.
///
/// @param name full name
/// @param load {@code loaded}, {@code not-found}, {@code masked} ...
/// @param active {@code active}, {@code failed} ...
/// @param sub {@code running}, {@code exited}, {@code plugged} ...
/// @param description for people
/// @param place where this was read
public record UnitLine(
    String name, String load, String active, String sub, String description, EvidenceRef place) {}
