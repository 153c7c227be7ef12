/// Files below /proc, one decoder each; pure functions of the file's bytes. See proc(5).
///
/// - To add a file: a decoder here (extend `LineDecoder` where each line is an item), a row in `initscope.formats.Formats`, a
///   recorded file and its `.expected` in `src/test/resources`.
@NullMarked
package initscope.formats.proc;

import org.jspecify.annotations.NullMarked;
