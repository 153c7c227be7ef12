/// Many reads of one file of a host, at offsets known only step by step, in few round trips.
///
/// - {@link initscope.remote.reads.RandomReads} is the interface. {@link initscope.remote.reads.SftpReader} speaks to the
///   host's own {@code sftp-server -R}, started on an exec channel; {@link initscope.remote.reads.DdReader} needs only
///   {@code dd}. {@link initscope.remote.reads.HostReads} picks.
/// - What cannot be read is a value in the answer, never an exception.
@NullMarked
package initscope.remote.reads;

import org.jspecify.annotations.NullMarked;
