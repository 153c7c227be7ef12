package initscope.collect;

import initscope.evidence.CaptureFacts;
import java.util.Optional;
import java.util.OptionalLong;

/// What a capture took and what it cost.
///
/// @param facts as they stand in the capture, coverage included
/// @param roundTrips waits for the host: one for the program, one for each batch of memory reads, one for pstack
/// @param receivedBytes from the host
/// @param stoppedNanos how long the process stood still at most; empty where nothing stopped it
/// @param transport how memory was read: {@code sftp-server -R} or {@code dd}; empty without X-ray
public record Collected(
    CaptureFacts facts,
    int roundTrips,
    long receivedBytes,
    OptionalLong stoppedNanos,
    Optional<String> transport) {}
