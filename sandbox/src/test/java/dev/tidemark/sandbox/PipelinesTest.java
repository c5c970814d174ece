package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelinesTest extends SandboxTestBase {
  private static final String PIPELINES = "/hubspot/crm/v3/pipelines/deals";
  private static final String STATUSES = "/attio/v2/objects/deals/attributes/stage/statuses";

  private JsonNode get(String path, String token) throws Exception {
    Client.Reply reply = client.get(path, "Authorization", "Bearer " + token);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void showsPipelinesAsHubspotDoes() throws Exception {
    JsonNode pipelines = get(PIPELINES, "pat-na1-sandbox");

    Shape stage =
        Shape.object(
            "id", Shape.TEXT,
            "label", Shape.TEXT,
            "displayOrder", Shape.NUMBER,
            "archived", Shape.FLAG,
            "createdAt", Shape.TEXT,
            "updatedAt", Shape.TEXT,
            "writePermissions", Shape.TEXT,
            "metadata",
                Shape.object("isClosed", Shape.oneOf("true", "false"), "probability", Shape.TEXT));
    Shape.object(
            "results",
            Shape.listOf(
                Shape.object(
                    "id", Shape.TEXT,
                    "label", Shape.TEXT,
                    "displayOrder", Shape.NUMBER,
                    "archived", Shape.FLAG,
                    "createdAt", Shape.TEXT,
                    "updatedAt", Shape.TEXT,
                    "stages", Shape.listOf(stage))))
        .check(pipelines);
    assertThat(pipelines.path("results")).hasSize(2);
    assertThat(pipelines.at("/results/0/stages/5/metadata").toString())
        .isEqualTo("{\"isClosed\":\"true\",\"probability\":\"1.0\"}");
    assertThat(get(PIPELINES, "pat-na1-empty")).isEqualTo(pipelines);
  }

  @Test
  void keepsEveryDealInAStageOfItsPipeline() throws Exception {
    Map<String, Set<String>> stages = new HashMap<>();
    for (JsonNode pipeline : get(PIPELINES, "pat-na1-sandbox").path("results")) {
      Set<String> ids = new HashSet<>();
      pipeline.path("stages").forEach(stage -> ids.add(stage.path("id").asText()));
      stages.put(pipeline.path("id").asText(), ids);
    }
    clock.advance(Duration.ofHours(2));

    Set<String> seen = new HashSet<>();
    for (JsonNode deal : sandbox.provider("hubspot").data().objects("deals")) {
      String pipeline = deal.at("/properties/pipeline").asText();
      String stage = deal.at("/properties/dealstage").asText();
      assertThat(stages.get(pipeline)).as("stages of %s", pipeline).contains(stage);
      seen.add(pipeline);
    }
    assertThat(seen).isEqualTo(stages.keySet());
  }

  @Test
  void showsStatusesAsAttioDoesAndAsDealsHaveThem() throws Exception {
    JsonNode statuses = get(STATUSES, "attio_sandbox");
    Shape.object(
            "data",
            Shape.listOf(
                Shape.object(
                    "id",
                        Shape.object(
                            "workspace_id", Shape.TEXT,
                            "object_id", Shape.TEXT,
                            "attribute_id", Shape.TEXT,
                            "status_id", Shape.TEXT),
                    "title", Shape.TEXT,
                    "is_archived", Shape.FLAG,
                    "celebration_enabled", Shape.FLAG,
                    "target_time_in_status", Shape.orNull(Shape.TEXT))))
        .check(statuses);
    List<JsonNode> known = new ArrayList<>();
    statuses.path("data").forEach(known::add);

    Set<JsonNode> seen = new HashSet<>();
    sandbox
        .provider("attio")
        .data()
        .objects("deals")
        .forEach(deal -> seen.add(deal.at("/values/stage/0/status")));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(known);
    assertThat(get(STATUSES + "?show_archived=true", "attio_empty")).isEqualTo(statuses);
    assertThat(
            client.get(STATUSES + "?colour=blue", "Authorization", "Bearer attio_sandbox").status())
        .isEqualTo(400);
  }
}
