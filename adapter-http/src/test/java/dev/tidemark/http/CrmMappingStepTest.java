package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.application.setup.CrmPipelines;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrmMappingStepTest {
  private static final String PATH = "/api/integrations/setup-step";
  private static final SyncId DEALS = new SyncId(World.HUBSPOT, new ModelName("Deal"));
  private static final String MAPPING =
      """
      [{"pipelineId":"p1","pipelineName":"Sales","mappings":[\
      {"outlitStage":"Created","crmStages":[{"id":"s1","name":"New"}]},\
      {"outlitStage":"Won","crmStages":[{"id":"s3","name":"Closed won"}]}]}]\
      """;

  private World world;

  @BeforeEach
  void start() {
    world = new World().connect(World.HUBSPOT);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply step(String more) {
    return world
        .http()
        .post(PATH, "{\"provider\":\"hubspot\",\"step\":\"crm-mapping\"" + more + "}");
  }

  private Reply map(String mappings) {
    return step(",\"config\":{\"mappings\":" + mappings + "}");
  }

  @Test
  void tellsWhatCanBeMapped() {
    Reply reply = step("");

    assertThat(reply.status()).isEqualTo(200);
    String action =
        """
        {"id":"crm-mapping","provider":"hubspot","label":"Map the CRM pipelines",\
        "command":"curl \\"$TIDEMARK_URL/api/integrations/setup-step\\" \
        -H \\"Authorization: Bearer $TIDEMARK_API_KEY\\" -H 'Content-Type: application/json' \
        -d '{\\"provider\\":\\"hubspot\\",\\"step\\":\\"mappings\\",\
        \\"config\\":{\\"mappings\\":[\\"<mappings>\\"]}}'"}\
        """;
    assertThat(reply.body())
        .isEqualTo(
            """
            {"status":"config_required","provider":"hubspot","step":"crm-mapping",\
            "connectionId":"hubspot-org_demo","setup":{"pipelines":[{"id":"p1","name":"Sales",\
            "stages":[{"id":"s1","name":"New"},{"id":"s2","name":"Contract sent"},\
            {"id":"s3","name":"Closed won"},{"id":"s4","name":"Closed lost"}]}],\
            "outlitStages":["Created","Quoting","Negotiation","Won","Lost"],\
            "suggestedMappings":[{"pipelineId":"p1","pipelineName":"Sales","mappings":[\
            {"outlitStage":"Created","crmStages":[{"id":"s1","name":"New"}]},\
            {"outlitStage":"Negotiation","crmStages":[{"id":"s2","name":"Contract sent"}]},\
            {"outlitStage":"Won","crmStages":[{"id":"s3","name":"Closed won"}]},\
            {"outlitStage":"Lost","crmStages":[{"id":"s4","name":"Closed lost"}]}]}]},\
            "nextActions":[%1$s],"setupProgress":{"currentState":"configuration_required",\
            "blockingStep":{"id":"crm-mapping","provider":"hubspot",\
            "label":"Map the CRM pipelines","apiStep":"mappings","required":true},\
            "nextAction":%1$s}}\
            """
                .formatted(action));
  }

  @Test
  void storesAMappingAndLetsTheModelsRunThatWaitedForIt() {
    assertThat(world.store.due(DEALS)).isEmpty();

    Reply reply = map(MAPPING);

    assertThat(reply.body())
        .isEqualTo(
            """
            {"status":"completed","provider":"hubspot","step":"crm-mapping",\
            "connectionId":"hubspot-org_demo","setup":{"mappings":%s},"nextActions":[],\
            "setupProgress":{"currentState":"complete","blockingStep":null,"nextAction":null}}\
            """
                .formatted(MAPPING));
    assertThat(world.store.due(DEALS)).hasValue(World.START);
    JsonNode again = step("").json();
    assertThat(again.path("status").asText()).isEqualTo("completed");
    assertThat(again.path("setupProgress").path("currentState").asText()).isEqualTo("complete");
    assertThat(again.path("setup").path("mappings").toString()).isEqualTo(MAPPING);
  }

  @Test
  void takesItsOwnSuggestionAsTheMapping() {
    String suggested = step("").json().path("setup").path("suggestedMappings").toString();

    assertThat(map(suggested).json().path("status").asText()).isEqualTo("completed");
  }

  @Test
  void knowsTheStepByItsIdAndByItsToken() {
    for (String word : List.of("crm-mapping", "mappings")) {
      Reply reply = world.http().post(PATH, "{\"provider\":\"HubSpot\",\"step\":\"" + word + "\"}");
      assertThat(reply.json().path("step").asText()).isEqualTo("crm-mapping");
    }
  }

  @Test
  void namesEveryPlaceWhereAMappingIsNone() {
    Reply reply =
        map(
            """
            [{"pipelineId":"p1","pipelineName":"Sales","mappings":[\
            {"outlitStage":"Won","crmStages":[{"id":"s1","name":"New","order":1},7]},\
            {"outlitStage":"won","crmStages":[]},{"outlitStage":3,"crmStages":{}},\
            {"crmStages":[{"id":1}]}]},"x",{"more":true}]\
            """);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("details"))
        .extracting(issue -> issue.path("path") + " " + issue.path("message").asText())
        .containsExactlyInAnyOrder(
            "[\"config\",\"mappings\",1] mappings takes objects only",
            at(0, "crmStages\",1") + " crmStages takes objects only",
            at(1, "outlitStage\"")
                + " outlitStage must be one of Created, Quoting, Negotiation, Won, Lost",
            at(2, "outlitStage\"") + " outlitStage must be a string",
            at(2, "crmStages\"") + " crmStages must be a list",
            at(3, "outlitStage\"") + " outlitStage is required",
            at(3, "crmStages\",0,\"id\"") + " id must be a string",
            at(3, "crmStages\",0,\"name\"") + " name is required",
            "[\"config\",\"mappings\",2,\"pipelineId\"] pipelineId is required",
            "[\"config\",\"mappings\",2,\"pipelineName\"] pipelineName is required",
            "[\"config\",\"mappings\",2,\"mappings\"] mappings is required",
            "[\"config\",\"mappings\",2,\"more\"] This object takes pipelineId, pipelineName,"
                + " mappings only",
            at(0, "crmStages\",0,\"order\"") + " This object takes id, name only");
  }

  private static String at(int stage, String rest) {
    return "[\"config\",\"mappings\",0,\"mappings\"," + stage + ",\"" + rest + "]";
  }

  @Test
  void namesEveryPlaceWhereAMappingDoesNotFitTheCrm() {
    Reply reply =
        map(
            """
            [{"pipelineId":"p1","pipelineName":"Sales","mappings":[\
            {"outlitStage":"Won","crmStages":[{"id":"s9","name":"?"}]},\
            {"outlitStage":"Won","crmStages":[]}]},\
            {"pipelineId":"p2","pipelineName":"","mappings":[]}]\
            """);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("details").findValues("path").toString())
        .isEqualTo(
            "[[\"config\",\"mappings\",0,\"mappings\",0,\"crmStages\",0,\"id\"],"
                + " [\"config\",\"mappings\",0,\"mappings\",1,\"outlitStage\"],"
                + " [\"config\",\"mappings\",1,\"pipelineId\"]]");
    assertThat(map("[]").json().path("details").path(0).path("path").toString())
        .isEqualTo("[\"config\",\"mappings\"]");
    assertThat(world.store.due(DEALS)).isEmpty();
  }

  @Test
  void refusesAConfigThatIsNone() {
    for (String config : List.of("null", "[]", "\"x\"", "1", "true")) {
      assertThat(step(",\"config\":" + config).json().path("error").asText())
          .isEqualTo("config must be an object");
    }
    assertThat(step(",\"config\":{}").json().path("error").asText())
        .isEqualTo("mappings is required");
    assertThat(step(",\"config\":{\"mappings\":[],\"x\":1},\"y\":2").json().path("details"))
        .extracting(issue -> issue.path("path").toString())
        .containsExactlyInAnyOrder("[\"config\",\"x\"]", "[\"y\"]");
  }

  @Test
  void tellsThatTheCrmDoesNotTell() {
    world.pipelines.willSay(
        new CrmPipelines.Read.Failed(new FetchFailure.NetworkFailed("no route to host")));

    for (Reply reply : List.of(step(""), map(MAPPING))) {
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body())
          .isEqualTo("{\"error\":\"HubSpot did not tell its pipelines: no route to host\"}");
    }
  }

  @Test
  void wantsAConnectionFirst() {
    Reply reply = world.http().post(PATH, "{\"provider\":\"attio\",\"step\":\"mappings\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText())
        .isEqualTo("Attio is not connected: connect it first");
  }

  @Test
  void namesTheStepsThatAProviderHas() {
    assertThat(error("hubspot", "\"webhooks\""))
        .isEqualTo("step must be one of crm-mapping, mappings");
    assertThat(error("stripe", "\"mappings\""))
        .isEqualTo("step must be one of webhook-setup, webhooks");
    assertThat(error("stripe", "\"tax-setup\""))
        .isEqualTo("step must be one of webhook-setup, webhooks");
    assertThat(error("stripe", "\"\"")).startsWith("step must be one of");
    assertThat(error("slack", "\"mappings\"")).isEqualTo("Slack has no steps to set up");
    assertThat(error("stripe", "1")).isEqualTo("step must be a string");
    assertThat(error("composio", "\"mappings\"")).startsWith("provider must be one of hubspot");
  }

  private String error(String provider, String step) {
    Reply reply =
        world
            .http()
            .post(
                PATH,
                "{\"provider\":\"%s\",\"step\":%s,\"config\":{\"x\":1}}".formatted(provider, step));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("details")).hasSize(1);
    return reply.json().path("error").asText();
  }

  @Test
  void namesEverythingThatIsMissing() {
    assertThat(world.http().post(PATH, "{}").json().path("details").findValuesAsText("message"))
        .containsExactly("provider is required", "step is required");
  }
}
