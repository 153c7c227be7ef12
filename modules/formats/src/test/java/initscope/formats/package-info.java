/// Tests of the decoders: golden files recorded from real processes, the corpus, and deliberate damage.
@NullMarked
package initscope.formats;

import org.jspecify.annotations.NullMarked;
