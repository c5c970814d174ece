package dev.tidemark.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Dice;
import java.util.List;

/** The ways that deals go in every account, whether there are deals or not. */
final class DealPipelines {
  private static final String CREATED = "2024-05-14T09:00:00.000Z";
  private static final String UPDATED = "2025-02-03T16:30:00.000Z";

  /** {@code probability} is that of the deal, as a text; what is sure either way is closed. */
  private record Stage(String id, String label, String probability) {
    boolean isClosed() {
      return probability.equals("0.0") || probability.equals("1.0");
    }
  }

  private record Pipeline(String id, String label, List<Stage> stages) {}

  private static final List<Pipeline> ALL =
      List.of(
          new Pipeline(
              "default",
              "Sales Pipeline",
              List.of(
                  new Stage("appointmentscheduled", "Appointment Scheduled", "0.2"),
                  new Stage("qualifiedtobuy", "Qualified To Buy", "0.4"),
                  new Stage("presentationscheduled", "Presentation Scheduled", "0.6"),
                  new Stage("decisionmakerboughtin", "Decision Maker Bought-In", "0.8"),
                  new Stage("contractsent", "Contract Sent", "0.9"),
                  new Stage("closedwon", "Closed Won", "1.0"),
                  new Stage("closedlost", "Closed Lost", "0.0"))),
          new Pipeline(
              "710688094",
              "Renewals",
              List.of(
                  new Stage("1038193692", "Due", "0.5"),
                  new Stage("1038193693", "Quote Sent", "0.8"),
                  new Stage("1038193694", "Renewed", "1.0"),
                  new Stage("1038193695", "Not Renewed", "0.0"))));

  private DealPipelines() {}

  static byte[] json() {
    ObjectNode body = Json.object();
    ArrayNode results = body.putArray("results");
    for (int i = 0; i < ALL.size(); i++) {
      Pipeline pipeline = ALL.get(i);
      ObjectNode node = described(results.addObject(), pipeline.id(), pipeline.label(), i);
      ArrayNode stages = node.putArray("stages");
      for (int j = 0; j < pipeline.stages().size(); j++) {
        Stage stage = pipeline.stages().get(j);
        described(stages.addObject(), stage.id(), stage.label(), j)
            .put("writePermissions", "CRM_PERMISSIONS_ENFORCEMENT")
            .putObject("metadata")
            .put("isClosed", Boolean.toString(stage.isClosed()))
            .put("probability", stage.probability());
      }
    }
    return Json.bytes(body);
  }

  private static ObjectNode described(ObjectNode node, String id, String label, int order) {
    return node.put("id", id)
        .put("label", label)
        .put("displayOrder", order)
        .put("archived", false)
        .put("createdAt", CREATED)
        .put("updatedAt", UPDATED);
  }

  /** Puts a new deal at some place of some pipeline; two of three go the usual way. */
  static void enter(ObjectNode deal, Dice dice) {
    deal.put("pipeline", ALL.get(dice.percent(67) ? 0 : 1).id());
    move(deal, dice);
  }

  /** Puts a deal, given by its properties, at some place of the pipeline that it is in. */
  static void move(ObjectNode deal, Dice dice) {
    String id = deal.path("pipeline").asText();
    List<Stage> stages =
        ALL.stream()
            .filter(pipeline -> pipeline.id().equals(id))
            .findFirst()
            .orElse(ALL.getFirst())
            .stages();
    deal.put("dealstage", dice.pick(stages).id());
  }
}
