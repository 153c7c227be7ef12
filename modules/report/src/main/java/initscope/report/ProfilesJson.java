package initscope.report;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.profile.Profile;
import tools.jackson.core.JsonGenerator;

/// The {@code profiles} part of {@code initscope.analysis/1}: what was given as stacks with weights.
final class ProfilesJson {
  private ProfilesJson() {}

  static void write(JsonGenerator json, Incident incident) {
    if (incident.profiles().isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("profiles");
    int number = 0;
    for (Profile profile : incident.profiles()) {
      json.writeStartObject();
      json.writeStringProperty("name", profile.name());
      json.writeStringProperty("unit", profile.unit());
      json.writeNumberProperty("samples", profile.samples().size());
      json.writeNumberProperty("total", profile.total());
      incident
          .source("profile." + number++)
          .map(EvidenceRef::entry)
          .ifPresent(entry -> json.writeStringProperty("input", entry));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
