package initscope.model.binary;

import java.util.Optional;

/// A module of the build info.
///
/// @param path such as {@code golang.org/x/net}
/// @param version {@code v0.1.2}, {@code (devel)}; may be empty
/// @param sum {@code h1:...}; empty for the main module and for a folder
/// @param replacedBy the module that was built in its place
public record GoModule(String path, String version, String sum, Optional<GoModule> replacedBy) {}
