package dev.tidemark.connectors.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.provider.ProviderId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptFieldsTest {
  private static final String PLACE = "streams[0].x-tidemark-keep";
  private static final String PATHS =
      PLACE
          + ".fields: must be a list of lists of names, none of them empty; numbers are not"
          + " possible, and '*' only alone and not first";

  private static Manifest load(Manifests manifest) {
    return ManifestLoader.load("acme.yaml", new ProviderId("acme"), manifest.toString());
  }

  private static Manifests keeping(String keep) {
    return Manifests.people().stream("x-tidemark-keep: " + keep);
  }

  private static List<String> problems(Manifests manifest) {
    return catchThrowableOfType(InvalidManifestException.class, () -> load(manifest))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  private static JsonNode parsed(String json) {
    try {
      return Json.parse(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is kept of a record with an id besides. */
  private static String kept(String paths, String record) {
    JsonNode whole = parsed("{\"id\":1," + record.substring(1));
    JsonNode before = whole.deepCopy();
    KeptFields fields =
        load(keeping("{fields: [[id]," + paths + "]}")).streams().get(0).kept().orElseThrow();
    String kept = Json.canonical(fields.of(whole));
    assertThat(whole).as("the record itself").isEqualTo(before);
    return kept.replaceFirst(",?\"id\":1,?", "");
  }

  @Test
  void keepsPlainValuesAndWholeObjectsAndArrays() {
    String record = "{\"a\":null,\"b\":{\"c\":[1,{\"d\":2}],\"e\":3},\"f\":false,\"g\":[]}";
    assertThat(kept("[a]", record)).isEqualTo("{\"a\":null}");
    assertThat(kept("[b]", record)).isEqualTo("{\"b\":{\"c\":[1,{\"d\":2}],\"e\":3}}");
    assertThat(kept("[b, c], [f]", record)).isEqualTo("{\"b\":{\"c\":[1,{\"d\":2}]},\"f\":false}");
    assertThat(kept("[b, c], [b]", record)).isEqualTo("{\"b\":{\"c\":[1,{\"d\":2}],\"e\":3}}");
    assertThat(kept("[g]", record)).isEqualTo("{\"g\":[]}");
  }

  @Test
  void keepsNothingOfWhatIsNotOfTheShapeThatAPathHas() {
    for (String other :
        List.of(
            "\"s\"", "null", "7", "true", "[\"s\"]", "[{\"b\":\"s\"}]", "{}", "{\"B\":\"s\"}")) {
      assertThat(kept("[a, b]", "{\"a\":" + other + "}")).as(other).isEqualTo("{}");
      assertThat(kept("[a, b, '*', c]", "{\"a\":{\"b\":" + other + "}}")).as(other).isEqualTo("{}");
    }
    assertThat(kept("[A], [a b], ['a.b']", "{\"a\":1,\"a \":1,\"b\":1}")).isEqualTo("{}");
    assertThat(kept("['0']", "{\"a\":1}")).isEqualTo("{}");
    assertThat(kept("[a, '0']", "{\"a\":[1,2]}")).as("elements").isEqualTo("{}");
    assertThat(kept("[a, '0']", "{\"a\":{\"0\":1,\"1\":2}}")).isEqualTo("{\"a\":{\"0\":1}}");
  }

  @Test
  void goesThroughEveryElementAndEveryFieldByAStar() {
    String list = "{\"a\":[{\"b\":1,\"x\":9},{\"x\":9},5,{\"b\":2}]}";
    assertThat(kept("[a, '*', b]", list)).isEqualTo("{\"a\":[{\"b\":1},{\"b\":2}]}");
    assertThat(kept("[a, '*']", list)).isEqualTo(list);
    String object = "{\"a\":{\"one\":{\"b\":1,\"x\":9},\"two\":{\"b\":2,\"c\":3},\"x\":9}}";
    assertThat(kept("[a, '*', b]", object))
        .isEqualTo("{\"a\":{\"one\":{\"b\":1},\"two\":{\"b\":2}}}");
    assertThat(kept("[a, '*', b], [a, two, c]", object))
        .isEqualTo("{\"a\":{\"one\":{\"b\":1},\"two\":{\"b\":2,\"c\":3}}}");
    assertThat(kept("[a, '*', '*', b]", "{\"a\":[[{\"b\":1}],{\"k\":{\"b\":2,\"x\":9}}]}"))
        .isEqualTo("{\"a\":[[{\"b\":1}],{\"k\":{\"b\":2}}]}");
  }

  @Test
  void keepsAllOfARecordWithoutAList() {
    assertThat(load(Manifests.people()).streams().get(0).kept()).isEmpty();
  }

  @Test
  void refusesAListThatSaysNothing() {
    assertThat(problems(keeping(""))).containsExactly(PLACE + ": must be a map");
    assertThat(problems(keeping("[[id]]"))).containsExactly(PLACE + ": must be a map");
    assertThat(problems(keeping("false"))).containsExactly(PLACE + ": must be a map");
    assertThat(problems(keeping("{}"))).containsExactly(PATHS);
    assertThat(problems(keeping("{fields: []}"))).containsExactly(PATHS);
    assertThat(problems(keeping("{field: [[id]]}")))
        .containsExactlyInAnyOrder(
            PATHS,
            PLACE + ".field: is not a field of a list of kept fields; accepted: fields, type");
  }

  @Test
  void refusesPathsThatLeadNowhereOrEverywhere() {
    for (String path :
        List.of(
            "id",
            "[]",
            "['']",
            "[a, '']",
            "[a, 0]",
            "[a, null]",
            "[[a]]",
            "['*']",
            "['*', a]",
            "[a, '**']",
            "[a, 'b*']",
            "[1.5]",
            "{a: b}")) {
      assertThat(problems(keeping("{fields: [[id], " + path + "]}")))
          .as(path)
          .containsExactly(PATHS);
    }
  }

  @Test
  void refusesToKeepNoPrimaryKey() {
    assertThat(problems(keeping("{fields: [[name]]}")))
        .containsExactly(PLACE + ".fields: must hold the primary key, and lacks id");
    Manifests several = keeping("{fields: [[a, '*'], [b, c], [id, x]]}");
    assertThat(
            problems(
                several.replace("primary_key: id", "primary_key: [[a, d], [b], [b, c, d], [id]]")))
        .containsExactly(
            PLACE + ".fields: must hold the primary key, and lacks b",
            PLACE + ".fields: must hold the primary key, and lacks id");
    assertThat(problems(keeping("{fields: [[id]]}").replace("primary_key: id", "")))
        .containsExactly(
            PLACE + ": needs a primary_key: without one, a record's whole content is its key");
  }
}
