/// What {@code go list -deps} says of a program's packages: who imports what.
///
/// - Start at `GoListDecoder`. `GoListJson` reads the stream of objects that {@code -json} writes, `GoListLines` the lines of a path and its
///   imports that {@code -f '{{.ImportPath}} {{join .Imports " "}}'} writes.
/// - Not here: which importer a package stands under (`evidence.join`).
@NullMarked
package initscope.formats.golist;

import org.jspecify.annotations.NullMarked;
