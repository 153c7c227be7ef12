package initscope.tuning.export;

/// One value of a host that the exported program sets and takes back.
///
/// @param kind prefix of its functions in {@code export-KIND.sh}
/// @param target that these functions find as {@code $T}
/// @param name for people, one line
/// @param want as the functions compare it
/// @param extra what they need besides, as {@code $X}
record Setting(String kind, String target, String name, String want, String extra) {}
