package initscope.tuning.journal;

import initscope.model.change.TxId;
import java.util.Optional;

/// One script on its way to a host.
///
/// @param wallMillis when, by this computer's clock
/// @param keySha256 fingerprint of the host's key, empty where unknown
/// @param address of the host as messages name it
/// @param transaction that it carries on; empty for what only looks at the host
/// @param step name of the script
/// @param words its arguments, shortened for people
/// @param scriptSha256 of the text that the host's shell is given, arguments and all, lower-case hexadecimal; empty in records of
///     versions that did not write it down
public record Sent(
    long wallMillis,
    String keySha256,
    String address,
    Optional<TxId> transaction,
    String step,
    String words,
    Optional<String> scriptSha256) {}
