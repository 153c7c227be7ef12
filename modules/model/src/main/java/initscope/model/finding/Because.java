package initscope.model.finding;

import initscope.model.EvidenceRef;

/// One link of the chain that leads to a finding, with the place that proves it.
///
/// @param text the link in words
/// @param evidence where anyone can see it
public record Because(Sentence text, EvidenceRef evidence) {}
