/// Joins decoded raw entries into one incident. Each class takes the {@link initscope.evidence.join.Pieces} it knows and gives the
/// nouns with the places that prove them.
@NullMarked
package initscope.evidence.join;

import org.jspecify.annotations.NullMarked;
