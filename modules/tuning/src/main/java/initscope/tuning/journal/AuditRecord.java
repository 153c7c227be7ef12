package initscope.tuning.journal;

import java.util.Optional;

/// What was said to a host, and what it answered.
///
/// @param sequence grows with time, over all hosts; numbers may be missing
/// @param sent what
/// @param ended how; empty where this computer died, or still waits
public record AuditRecord(long sequence, Sent sent, Optional<Ended> ended) {}
