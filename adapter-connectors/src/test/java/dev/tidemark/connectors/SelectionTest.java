package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import org.junit.jupiter.api.Test;

/** How records are filtered, transformed and typed on their way from an answer to the store. */
class SelectionTest {
  private static final String SELECTOR = "type: RecordSelector\n";

  private static Manifests filtered(String condition, String more) {
    return Manifests.people()
        .replace(
            SELECTOR,
            SELECTOR
                + "        record_filter: {type: RecordFilter, condition: \""
                + condition
                + "\"}\n"
                + more.indent(8));
  }

  private static String read(Manifests manifest, String... pages) {
    try (Acme acme =
        Acme.with(
            manifest.toString(),
            asked -> ok(pages[Integer.parseInt("0" + asked.parameter("after"))]))) {
      return acme.full("AcmePerson", new Copy()).records().values().toString().replace('"', '\'');
    }
  }

  private static String page(String records, String next) {
    return "{\"data\":[" + records.replace('\'', '"') + "],\"next\":\"" + next + "\"}";
  }

  @Test
  void keepsTheRecordsThatPassTheFilter() {
    assertThat(
            read(
                filtered("{{ record['state'] != 'hidden' and not next_page_token }}", ""),
                page("{'id':1,'state':'shown'},{'id':2,'state':'hidden'},{'id':3}", "")))
        .isEqualTo("[{'id':1,'state':'shown'}, {'id':3}]");
  }

  @Test
  void readsOnPastAPageWhoseRecordsAreAllFilteredOut() {
    assertThat(
            read(
                filtered("{{ record.ok }}", "").retriever(Manifests.BY_CURSOR),
                page("{'id':1,'ok':false}", "1"),
                page("{'id':2,'ok':true}", "")))
        .isEqualTo("[{'id':2,'ok':true}]");
  }

  @Test
  void filtersBeforeItTransformsUnlessToldOtherwise() {
    String transformation =
        """
        transformations:
          - {type: AddFields, fields: [{path: [kind], value: "{{ record.id + 1 }}"}]}
        """;
    String records = page("{'id':1},{'id':2}", "");

    assertThat(read(filtered("{{ not record.kind }}", "").stream(transformation), records))
        .isEqualTo("[{'id':1,'kind':2}, {'id':2,'kind':3}]");
    assertThat(
            read(
                filtered("{{ record.kind == 3 }}", "transform_before_filtering: true").stream(
                    transformation),
                records))
        .isEqualTo("[{'id':2,'kind':3}]");
  }

  @Test
  void transformsBeforeItFiltersWhatIsReadByTimeOnThisSide() {
    String transformation =
        """
        transformations:
          - type: AddFields
            fields: [{path: [updated], value: "{{ record.at }}"}]
        """;
    String byTime = Manifests.BY_TIME + "  is_client_side_incremental: true\n";

    assertThat(
            read(
                filtered("{{ record.updated > 5 }}", "").stream(transformation + byTime),
                page("{'id':1,'at':4},{'id':2,'at':6}", "")))
        .isEqualTo("[{'at':6,'id':2,'updated':6}]");
  }

  @Test
  void filtersAFeedBeforeItTransforms() {
    String transformation =
        """
        transformations:
          - type: AddFields
            fields: [{path: [updated], value: "{{ record.at }}"}]
        """;
    String feed = Manifests.BY_TIME + "  is_data_feed: true\n";

    assertThat(
            read(
                filtered("{{ not record.updated }}", "").stream(transformation + feed),
                page("{'id':1,'at':4}", "")))
        .isEqualTo("[{'at':4,'id':1,'updated':4}]");
  }

  @Test
  void readsAValueWithoutQuotesByItsType() {
    String transformation =
        """
        transformations:
          - type: AddFields
            fields:
              - {path: [a], value: 1, value_type: string}
              - {path: [b], value: true, value_type: string}
              - {path: [c], value: 1}
              - {path: [d], value: 1, value_type: integer}
        """;
    assertThat(read(Manifests.people().stream(transformation), page("{'id':1}", "")))
        .isEqualTo("[{'a':'1','b':'True','c':1,'d':1,'id':1}]");
  }

  @Test
  void pagesByTheTransformedRecordAndTheAnswerAsItCame() {
    String pages =
        Manifests.BY_CURSOR.replace(
            "{{ response['next'] }}", "{{ last_record.next and response.data[-1].hint }}");
    String transformations =
        """
        transformations:
          - {type: RemoveFields, field_pointers: [[hint]]}
          - {type: AddFields, fields: [{path: [next], value: "{{ record.id < 2 }}"}]}
        """;

    assertThat(
            read(
                Manifests.people().retriever(pages).stream(transformations),
                page("{'id':1,'hint':1}", ""),
                page("{'id':2,'hint':2}", "")))
        .isEqualTo("[{'id':1,'next':true}, {'id':2,'next':false}]");
  }

  @Test
  void makesThePrimaryKeyOfTheTransformedRecord() {
    String transformation =
        """
        transformations:
          - {type: AddFields, fields: [{path: [id], value: "{{ record.no + 10 }}"}]}
        """;
    assertThat(read(Manifests.people().stream(transformation), page("{'no':1},{'no':2}", "")))
        .isEqualTo("[{'id':11,'no':1}, {'id':12,'no':2}]");
  }

  @Test
  void bringsValuesToTheTypesOfTheSchemaWhenAskedTo() {
    String schema =
        """
        schema_loader:
          type: InlineSchemaLoader
          schema:
            properties:
              id: {type: string}
              n: {type: ["null", integer]}
              f: {type: number}
              b: {type: boolean}
              t: {type: ["null", string]}
              either: {type: [integer, string]}
              tags: {type: array, items: {type: string}}
              o: {type: object, properties: {n: {type: integer}}}
        """;
    Manifests manifest =
        Manifests.people()
            .replace(SELECTOR, SELECTOR + "        schema_normalization: Default\n")
            .stream(schema);

    assertThat(
            read(
                manifest,
                page(
                    "{'id':1,'n':'5','f':'1.50','b':'yes','t':null,'either':'7','tags':'x',"
                        + "'o':{'n':'6','left':'8'},'more':'9'},"
                        + "{'id':2,'n':null,'f':'none','b':'maybe','t':{'a':[true]},'tags':[1]},"
                        + "{'id':3,'n':'5.5','f':true,'b':0,'t':false,'o':3}",
                    "")))
        .isEqualTo(
            "[{'b':true,'either':'7','f':1.50,'id':'1','more':'9','n':5,"
                + "'o':{'left':'8','n':6},'t':null,'tags':['x']}, "
                + "{'b':'maybe','f':'none','id':'2','n':null,'t':'{'a': [True]}','tags':['1']}, "
                + "{'b':false,'f':1.0,'id':'3','n':'5.5','o':3,'t':'False'}]");
  }

  @Test
  void saysWhatDoesNotFitARecord() {
    String transformation =
        """
        transformations:
          - {type: AddFields, fields: [{path: [name, x], value: y}]}
        """;
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(transformation).toString(),
            asked -> ok("{\"data\":[{\"id\":1,\"name\":\"n\"}]}"))) {
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.InvalidData(
                  "Acme gave an unusable answer to AcmePerson: AddFields has no place for name.x:"
                      + " a plain value stands there"));
    }
  }
}
