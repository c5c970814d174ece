package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.http.ApiDocument.Operation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the server says of the integrations API is what the contract says of it. */
class IntegrationsShapeTest {
  private static final ApiDocument OURS = ApiDocument.OURS;
  private static final ApiDocument CONTRACT = ApiDocument.CONTRACT;
  private static final Set<String> ANNOTATIONS =
      Set.of("description", "summary", "example", "examples", "title");

  private static final String ALWAYS_THERE = "the server never leaves it out";
  private static final String ALL_THE_WORDS = "these are all the words there are";
  private static final String UTC = "the server writes instants in UTC only";
  private static final String SENTENCE = "an error is never told without a sentence";
  private static final String NOTHING_ELSE = "there is nothing else in it";
  private static final String CLIENTS_READ = "clients read it, and the server always sends it";

  /** Where answers are described more exactly than by the contract, and why. */
  private static final Map<String, String> DIFFERENCES = differences();

  private static Map<String, String> differences() {
    Map<String, String> why = new LinkedHashMap<>();
    why.put("Integration/required", ALWAYS_THERE);
    why.put("Integration/syncStatus/enum", ALL_THE_WORDS);
    why.put("Integration/lastDataReceivedAt/pattern", UTC);
    why.put("IntegrationSync/required", ALWAYS_THERE);
    why.put("IntegrationSync/status/enum", ALL_THE_WORDS);
    why.put("IntegrationSync/lastSyncedAt/pattern", UTC);
    why.put("ValidateApiKeySuccess/required", ALWAYS_THERE);
    why.put("IntegrationDirectConnectionResponse/connected/const", "it is never said with false");
    why.put(
        "IntegrationCapabilitiesResponse/oneOf",
        "an answer about one provider fits both shapes, so that oneOf would refuse every one");
    why.put("ProviderCapability/required", CLIENTS_READ);
    for (String field :
        List.of("displayName", "category", "authType", "connectSupported", "notes")) {
      why.put("ProviderCapability/" + field, CLIENTS_READ);
    }
    why.put("ProviderCapability/setupMode/enum", ALL_THE_WORDS);
    why.put("ProviderCapability/credentialType/type", ALWAYS_THERE);
    why.put("ProviderCapability/additionalProperties", NOTHING_ELSE);
    why.put("ProviderCredentialField/additionalProperties", NOTHING_ELSE);
    why.put("ProviderPostConnectStep/additionalProperties", NOTHING_ELSE);
    why.put(
        "IntegrationBrowserSessionResponse/sessionId/pattern", "ids are as hard to guess as keys");
    why.put(
        "IntegrationBrowserSessionResponse/alreadyConnected/const",
        "what is connected already answers with the connection");
    for (String rule : List.of("if", "then", "else", "error/minLength")) {
      why.put(
          "IntegrationConnectionStatusResponse/" + rule, "a failure has a reason, nothing else");
    }
    why.put("PlanConnectionLimitError/required", ALWAYS_THERE);
    why.put("PlanConnectionLimitError/additionalProperties", NOTHING_ELSE);
    why.put("PlanConnectionLimitError/error/minLength", SENTENCE);
    why.put("PlanConnectionLimitError/code/const", ALL_THE_WORDS);
    why.put("PlanConnectionLimitError/feature/const", ALL_THE_WORDS);
    why.put("POST /api/integrations/setup-step 200/additionalProperties", NOTHING_ELSE);
    why.put("ProviderCredentialField/required", CLIENTS_READ);
    why.put("ProviderPostConnectStep/required", CLIENTS_READ);
    why.put("ProviderPostConnectStep/label", CLIENTS_READ);
    why.put("ProviderPostConnectStep/apiStep", CLIENTS_READ);
    why.put("POST /api/integrations/setup-step 200/required", CLIENTS_READ);
    why.put("POST /api/integrations/setup-step 200/properties", CLIENTS_READ);
    why.put("ErrorResponse/error/minLength", SENTENCE);
    why.put("ErrorResponse/details/minItems", "details are told only if there are any");
    why.put("ErrorResponse/additionalProperties", NOTHING_ELSE);
    why.put("ValidationIssue/message/minLength", SENTENCE);
    why.put("ErrorResponse as InvalidKeyResponse/error/minLength", SENTENCE);
    why.put(
        "ErrorResponse as InvalidKeyResponse/required", "clients read whether the key is valid");
    why.put("ErrorResponse as InvalidKeyResponse/valid", "clients read whether the key is valid");
    why.put(
        "ErrorResponse as InvalidKeyResponse/details", "there is nothing in the request to blame");
    why.put("ErrorResponse as InvalidKeyResponse/additionalProperties", NOTHING_ELSE);
    return why;
  }

  @Test
  void hasTheRoutesOfTheContract() {
    assertThat(OURS.operations().stream().map(Operation::name))
        .containsAll(CONTRACT.operations().stream().map(Operation::name).toList());
    assertThat(CONTRACT.operations()).hasSize(8);
    assertThat(
            OURS.operations().stream()
                .filter(operation -> operation.path().startsWith("/api/"))
                .count())
        .isEqualTo(8);
  }

  @Test
  void takesWhatTheContractTakes() {
    for (Operation theirs : CONTRACT.operations()) {
      Operation ours = ours(theirs);
      assertThat(parameters(OURS, ours)).as(theirs.name()).isEqualTo(parameters(CONTRACT, theirs));
      JsonNode ourBody = ours.node().path("requestBody");
      JsonNode theirBody = theirs.node().path("requestBody");
      assertThat(ourBody.path("required")).as(theirs.name()).isEqualTo(theirBody.path("required"));
      assertThat(names(ourBody.path("content"))).isEqualTo(names(theirBody.path("content")));
      for (String type : names(theirBody.path("content"))) {
        Set<String> found = new TreeSet<>();
        compare(
            ourBody.path("content").path(type).path("schema"),
            theirBody.path("content").path(type).path("schema"),
            theirs.name(),
            found);
        assertThat(found).isEmpty();
      }
    }
  }

  private static Set<JsonNode> parameters(ApiDocument document, Operation operation) {
    Set<JsonNode> parameters = new HashSet<>();
    for (JsonNode entry : operation.node().path("parameters")) {
      JsonNode parameter = document.resolve(entry);
      ObjectNode facts = JsonNodeFactory.instance.objectNode();
      facts.set("name", parameter.path("name"));
      facts.set("in", parameter.path("in"));
      facts.put("required", parameter.path("required").asBoolean(false));
      ObjectNode schema = document.resolve(parameter.path("schema")).deepCopy();
      facts.set("schema", schema.remove(ANNOTATIONS));
      parameters.add(facts);
    }
    return parameters;
  }

  @Test
  void answersWithTheStatusesOfTheContractAndAsItSaysButForTheDifferencesThatAreMeant() {
    Set<String> found = new TreeSet<>();
    for (Operation theirs : CONTRACT.operations()) {
      Operation ours = ours(theirs);
      for (String status : names(theirs.node().path("responses"))) {
        String where = theirs.name() + " " + status;
        JsonNode ourContent = OURS.response(ours, Integer.parseInt(status)).path("content");
        JsonNode theirContent = CONTRACT.response(theirs, Integer.parseInt(status)).path("content");
        assertThat(names(ourContent)).as(where).isEqualTo(names(theirContent));
        compare(
            ourContent.path("application/json").path("schema"),
            theirContent.path("application/json").path("schema"),
            where,
            found);
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(DIFFERENCES.keySet());
  }

  @Test
  void showsOnlyAnswersThatTheContractAllows() {
    int shown = 0;
    for (Operation theirs : CONTRACT.operations()) {
      for (String name : names(theirs.node().path("responses"))) {
        int status = Integer.parseInt(name);
        JsonNode media =
            OURS.response(ours(theirs), status).path("content").path("application/json");
        for (JsonNode example : OpenApiDocumentTest.examples(media)) {
          assertThat(Contract.contractViolations(theirs, status, example))
              .as(theirs.name() + " " + status)
              .isEmpty();
          shown++;
        }
      }
    }
    assertThat(shown).isGreaterThan(30);
  }

  private static Operation ours(Operation theirs) {
    return OURS.operations().stream()
        .filter(operation -> operation.name().equals(theirs.name()))
        .findFirst()
        .orElseThrow();
  }

  /** Collects where two schemas differ, in words that lead from the contract's component to it. */
  private static void compare(JsonNode our, JsonNode their, String path, Set<String> found) {
    String place = path;
    if (their.has("$ref")) {
      String name = component(their);
      place =
          !our.has("$ref") || component(our).equals(name) ? name : name + " as " + component(our);
    }
    JsonNode ours = OURS.resolve(our);
    JsonNode theirs = CONTRACT.resolve(their);
    Set<String> keywords = names(ours);
    keywords.addAll(names(theirs));
    keywords.removeAll(ANNOTATIONS);
    for (String keyword : keywords) {
      compareKeyword(keyword, ours, theirs, place, found);
    }
  }

  private static void compareKeyword(
      String keyword, JsonNode ours, JsonNode theirs, String place, Set<String> found) {
    JsonNode our = ours.path(keyword);
    JsonNode their = theirs.path(keyword);
    switch (keyword) {
      case "properties" -> {
        if (their.isMissingNode()) {
          found.add(place + "/properties");
          return;
        }
        Set<String> properties = names(our);
        properties.addAll(names(their));
        for (String property : properties) {
          String where = place + "/" + property;
          if (our.has(property) && their.has(property)) {
            compare(our.path(property), their.path(property), where, found);
          } else {
            found.add(where);
          }
        }
      }
      case "oneOf" -> {
        JsonNode branches = our.isMissingNode() ? ours.path("anyOf") : our;
        if (our.isMissingNode()) {
          found.add(place + "/oneOf");
        }
        assertThat(branches).as(place).hasSameSizeAs(their);
        for (int i = 0; i < their.size(); i++) {
          compare(branches.path(i), their.path(i), place + "/oneOf/" + i, found);
        }
      }
      case "anyOf" -> assertThat(theirs.has("oneOf")).as(place).isTrue();
      case "items", "additionalProperties" -> {
        if (our.isObject() && their.isObject()) {
          compare(our, their, place + "/" + keyword, found);
        } else if (!our.equals(their)) {
          found.add(place + "/" + keyword);
        }
      }
      default -> {
        if (!sorted(our).equals(sorted(their))) {
          found.add(place + "/" + keyword);
        }
      }
    }
  }

  /** Of required, enum and type the order does not matter. */
  private static List<String> sorted(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::toString).sorted().toList()
        : List.of(value.toString(), value.getNodeType().name());
  }

  private static String component(JsonNode reference) {
    String text = reference.path("$ref").asText();
    return text.substring(text.lastIndexOf('/') + 1);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
