/// What tuning may do to a host: the nouns of a change, its undo and its transaction.
@NullMarked
package initscope.model.change;

import org.jspecify.annotations.NullMarked;
