/// Helpers for every room's tests: where real inputs lie, golden files, deliberate damage.
@NullMarked
package initscope.model.testing;

import org.jspecify.annotations.NullMarked;
