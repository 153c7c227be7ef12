/// Tests of captures: round trips, hostile archives, joins.
@NullMarked
package initscope.evidence;

import org.jspecify.annotations.NullMarked;
