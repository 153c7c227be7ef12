package initscope.workbench;

import initscope.layout.Theme;
import initscope.remote.SshOptions;
import java.nio.file.Path;
import java.util.Locale;

/// How a window begins.
///
/// @param locale language of its words
/// @param theme colours
/// @param data folder of library, journal and captures; made at the first use
/// @param ssh how to log in, until the user says otherwise
record WindowSetup(Locale locale, Theme theme, Path data, SshOptions ssh) {}
