package initscope.tuning.plan;

/// Something of the host that preflight reads.
///
/// @param kind function of {@code preflight.sh}
/// @param target what of it, one word
record Probe(String kind, String target) {}
