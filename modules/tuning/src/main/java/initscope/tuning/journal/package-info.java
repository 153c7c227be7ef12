/// What this computer remembers of changes, so that a crash of it loses nothing: the interface that {@code initscope.store}
/// implements, and the records it keeps. A method that returns has made its words durable.
@NullMarked
package initscope.tuning.journal;

import org.jspecify.annotations.NullMarked;
