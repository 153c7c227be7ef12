package initscope.tuning.journal;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan as JSON, schema {@code initscope.plan/1}.
public final class PlanJson {
  /// Name of the format.
  public static final String SCHEMA = "initscope.plan/1";

  private PlanJson() {}

  private static JsonMapper mapper() {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(20)
                        .maxDocumentLength(16L << 20)
                        .build())
                .build())
        .build();
  }

  /// Writes.
  public static String write(Plan plan) {
    ObjectNode root = mapper().createObjectNode();
    root.put("schema", SCHEMA).put("sha256", plan.sha256());
    root.putObject("host")
        .put("keySha256", plan.host().keySha256())
        .put("machineId", plan.host().machineId())
        .put("address", plan.host().address());
    root.put("bootId", plan.bootId())
        .put("createdNanos", plan.createdNanos())
        .put("engineVersion", plan.engineVersion())
        .put("guardSha256", plan.guardSha256())
        .put("why", plan.why())
        .put("lasting", plan.lasting())
        .put("windowSeconds", plan.windowSeconds());
    ArrayNode changes = root.putArray("changes");
    for (Change change : plan.changes()) {
      changes
          .addObject()
          .put("kind", change.kind())
          .put("target", change.target())
          .put("wanted", change.wanted());
    }
    ArrayNode items = root.putArray("items");
    plan.items().forEach(item -> writeItem(items.addObject(), item));
    return root.toString();
  }

  private static void writeItem(ObjectNode node, PlanItem item) {
    node.put("kind", item.kind())
        .put("phase", item.phase().name())
        .put("target", item.target())
        .put("before", item.before())
        .put("want", item.want());
    if (!item.how().equals(PlanItem.How.PLAIN)) {
      node.put("with", item.how().with())
          .put("forward", item.how().forward())
          .put("back", item.how().back());
    }
    item.beforeBytes().ifPresent(b -> node.put("beforeBase64", base64(b)));
    item.wantBytes().ifPresent(b -> node.put("wantBase64", base64(b)));
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  /// Reads; empty where the text is no such plan or its own hash does not fit it.
  public static Optional<Plan> read(String json) {
    try {
      JsonNode root = mapper().readTree(json);
      if (root == null || !root.path("schema").asString("").equals(SCHEMA)) {
        return Optional.empty();
      }
      Plan plan = plan(root);
      return plan.sha256().equals(text(root, "sha256")) ? Optional.of(plan) : Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Plan plan(JsonNode root) {
    JsonNode host = root.path("host");
    List<Change> changes = new ArrayList<>();
    for (JsonNode node : root.path("changes")) {
      changes.add(change(node));
    }
    List<PlanItem> items = new ArrayList<>();
    for (JsonNode node : root.path("items")) {
      items.add(
          new PlanItem(
              text(node, "kind"),
              PlanItem.Phase.valueOf(text(node, "phase")),
              text(node, "target"),
              text(node, "before"),
              text(node, "want"),
              new PlanItem.How(
                  node.path("with").asString(""),
                  node.path("forward").asString(""),
                  node.path("back").asString("")),
              bytes(node, "beforeBase64"),
              bytes(node, "wantBase64")));
    }
    return new Plan(
        new HostIdentity(text(host, "keySha256"), text(host, "machineId"), text(host, "address")),
        text(root, "bootId"),
        root.path("createdNanos").asLong(0),
        text(root, "engineVersion"),
        text(root, "guardSha256"),
        text(root, "why"),
        root.path("lasting").asBoolean(false),
        root.path("windowSeconds").asInt(0),
        changes,
        items);
  }

  private static Change change(JsonNode node) {
    return Changes.of(text(node, "kind"), text(node, "target"), text(node, "wanted"));
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isString()) {
      throw new IllegalArgumentException("a plan without " + name);
    }
    return value.asString();
  }

  private static Optional<Bytes> bytes(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null
        ? Optional.empty()
        : Optional.of(Bytes.of(Base64.getDecoder().decode(value.asString(""))));
  }
}
