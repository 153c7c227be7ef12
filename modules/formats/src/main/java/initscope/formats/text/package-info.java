/// What the decoders share: a hand-written cursor, the walk over lines, escapes. Not a format itself.
///
/// - `Cursor` scans one piece of text and remembers whether anything went wrong.
/// - `LineDecoder` is the frame of every format that has one item per line.
@NullMarked
package initscope.formats.text;

import org.jspecify.annotations.NullMarked;
