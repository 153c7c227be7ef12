package initscope.verbs;

import initscope.model.Incident;
import initscope.model.finding.Diagnosis;

/// What an analysis gave.
///
/// @param incident all sources, joined
/// @param diagnosis findings and verdict
/// @param entries the raw entries every evidence opens
public record Analysis(Incident incident, Diagnosis diagnosis, Entries entries) {}
