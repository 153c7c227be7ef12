package initscope.evidence;

import initscope.gotrace.GoTrace;

/// A Go execution trace among the inputs.
///
/// @param name as the user named it
/// @param trace all of it
public record OpenTrace(String name, GoTrace trace) {}
