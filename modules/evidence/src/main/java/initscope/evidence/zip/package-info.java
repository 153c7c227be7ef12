/// The zip container of a capture, read with limits and written so that others can read it.
///
/// - Start at {@link initscope.evidence.zip.ZipMembers}: opens by the central directory, or by the local headers where the end of
///   the file is missing. {@link initscope.evidence.zip.ZipLimits} has every limit and its reason.
/// - {@link initscope.evidence.zip.ZipWriter} writes sizes ahead of the data, so that a file cut off later can still be read.
/// - Not here: what the members mean ({@code evidence}).
@NullMarked
package initscope.evidence.zip;

import org.jspecify.annotations.NullMarked;
