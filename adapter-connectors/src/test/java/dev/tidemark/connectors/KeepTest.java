package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Billing;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.connectors.support.Toolbox;
import dev.tidemark.domain.record.RecordKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where only some fields are kept, the engine still works with those that are not. */
class KeepTest {
  private static final String KEEP = "x-tidemark-keep: {fields: [[id], [name]]}\n";

  @Test
  void keepsTheFieldsThatARecordHasOnceItIsTransformed() {
    String transformations =
        """
        transformations:
          - type: AddFields
            fields: [{type: AddedFieldDefinition, path: [name], value: "{{ record['secret'] }}!"}]
          - {type: KeysReplace, old: "key", new: "id"}
        """;
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(transformations + KEEP).toString(),
            asked -> ok("{\"data\":[{\"key\":\"a\",\"secret\":\"s\",\"name\":{\"x\":1}}]}"))) {
      assertThat(acme.full("AcmePerson", new Copy()).records())
          .containsExactly(Map.entry("a", "{\"id\":\"a\",\"name\":\"s!\"}"));
    }
  }

  @Test
  void followsTimesTombstonesFiltersAndPagesByFieldsThatAreNotKept() {
    String selector = "extractor: {type: DpathExtractor, field_path: [data]}";
    String filter =
        "record_filter: {type: RecordFilter, condition: \"{{ record['updated'] > 0 }}\"}";
    String pages =
        """
        paginator:
          type: DefaultPaginator
          page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: after}
          pagination_strategy:
            type: CursorPagination
            cursor_value: "{{ last_record['position'] }}"
        """;
    String gone = "x-tidemark-tombstone: {field_path: [gone]}\n";
    List<String> answers =
        new ArrayList<>(
            List.of(
                "{\"data\":[{\"id\":\"a\",\"updated\":500,\"position\":\"p1\"},"
                    + "{\"id\":\"n\",\"updated\":0,\"position\":\"p2\"}]}",
                "{\"data\":[{\"id\":\"b\",\"updated\":700,\"name\":\"B\"}]}",
                "{\"data\":[{\"id\":\"a\",\"updated\":900,\"gone\":true}]}"));
    try (Acme acme =
        Acme.with(
            Manifests.people()
                .replace(selector, selector + "\n        " + filter)
                .retriever(pages)
                .stream(Manifests.BY_TIME + gone + KEEP)
                .toString(),
            asked -> ok(answers.remove(0)))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      assertThat(copy.records())
          .containsOnly(
              Map.entry("a", "{\"id\":\"a\"}"), Map.entry("b", "{\"id\":\"b\",\"name\":\"B\"}"));
      acme.increment("AcmePerson", copy);

      List<Asked> asked = acme.provider().asked();
      assertThat(asked.get(1).parameter("after")).isEqualTo("p2");
      assertThat(asked.get(2).parameter("since")).isEqualTo("640");
      assertThat(copy.records().keySet()).containsExactly("b");
    }
  }

  @Test
  void makesPartitionsOfFieldsThatAParentDoesNotKeep() {
    Toolbox toolbox = new Toolbox(2, 10);
    String manifest =
        Toolbox.MANIFEST
            .replace(
                "primary_key: name",
                "primary_key: number\n    x-tidemark-keep: {fields: [[number]]}")
            .replace(
                "x-tidemark-model: Tool",
                "x-tidemark-model: Tool\n    x-tidemark-keep: {fields: [[id]]}");
    try (Acme acme = Acme.with(manifest, toolbox::answer)) {
      for (String kit : List.of("k1", "k2", "k3")) {
        toolbox.kit(kit, "v1", "t1");
        toolbox.tool(kit, 1);
      }
      Copy copy = acme.full("Tool", new Copy());
      assertThat(copy.records())
          .hasSize(3)
          .allSatisfy((id, tool) -> assertThat(tool).isEqualTo("{\"id\":\"" + id + "\"}"));
      toolbox.asked();
      toolbox.say("k2", "version", "v2");
      acme.increment("Tool", copy);

      assertThat(toolbox.asked()).containsExactly("k2");
    }
  }

  @Test
  void keepsNoMoreOfTheRecordsInAnEventsFeed() {
    Billing billing = new Billing(100, Acme.NOON.getEpochSecond());
    String manifest =
        Billing.MANIFEST.replace(
            "$parameters: {path: things}",
            "$parameters: {path: things}\n    x-tidemark-keep: {fields: [[id]]}");
    try (Acme acme = Acme.with(manifest, billing::answer)) {
      billing.create();
      billing.create();
      Copy copy = acme.full("Thing", new Copy());
      billing.pass(10);
      acme.advance(Duration.ofSeconds(10));
      billing.update(0);
      billing.delete(1);
      acme.increment("Thing", copy);

      assertThat(copy.pages().get(1).records()).hasSize(1);
      assertThat(copy.pages().get(1).tombstones()).containsExactly(new RecordKey("t00002"));
      assertThat(copy.records()).containsExactly(Map.entry("t00001", "{\"id\":\"t00001\"}"));
    }
  }
}
