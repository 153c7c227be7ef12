/// What the file of a Go program alone lets one conclude: what its package inits may lead to that is known to be slow, what of its linking
/// bears on its start, and what differs between two builds.
///
/// - {@link initscope.diagnosis.binary.SlowWork} is the table of what is known to be slow; to add some, add a row.
/// - {@link initscope.diagnosis.binary.BinaryAdvice} says only what was measured, with its condition; its words are in the bundles.
@NullMarked
package initscope.diagnosis.binary;

import org.jspecify.annotations.NullMarked;
