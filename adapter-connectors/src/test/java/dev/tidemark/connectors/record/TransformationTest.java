package dev.tidemark.connectors.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import dev.tidemark.connectors.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformationTest {
  private final Problems problems = new Problems();

  private Optional<Transformation> load(String type, String fields) {
    return Transformation.load(
        Component.root(type, YamlText.read("x", "{" + fields + "}"), problems));
  }

  private String apply(String type, String fields, String record) throws IOException {
    Scope scope =
        Scope.of(Map.of("shop", "s1"), () -> Instant.EPOCH, () -> "id")
            .with(Variable.STREAM_SLICE, Map.of("parent", "p1"));
    ObjectNode changed = (ObjectNode) Json.parse(record.replace('\'', '"'));
    load(type, fields).orElseThrow().apply(changed, scope.with(Variable.RECORD, changed));
    assertThat(problems.list()).isEmpty();
    return changed.toString().replace('"', '\'');
  }

  private String add(String path, String value, String more) throws IOException {
    return apply(
        "AddFields",
        "fields: [{path: " + path + ", value: \"" + value + "\"" + more + "}]",
        "{'a':{'n':7,'s':'007'},'list':[1]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          static               |                       | 'static'
          123                  |                       | 123
          123                  | , value_type: string  | '123'
          {{ record.a.n }}     |                       | 7
          {{ record['a']['s'] }}|                      | '007'
          {{ record.a.n }}     | , value_type: number  | '7'
          {{ record.a.n / 2 }} | , value_type: number  | 3.5
          {{ record.a.n }}     | , value_type: integer | 7
          {{ record.a }}       |                       | {'n':7,'s':'007'}
          {{ record.no }}      |                       | ''
          {{ record.no.more }} |                       | ''
          {{ none }}           |                       | null
          {{ true }}           |                       | true
          {{ config.shop }}    |                       | 's1'
          {{ stream_slice.parent }}     |              | 'p1'
          {{ stream_partition['parent'] }} |           | 'p1'
          {{ stream_interval.parent }}  |              | 'p1'
          """)
  void addsWhatAValueReadsAs(String value, String more, String expected) throws IOException {
    assertThat(add("[x]", value, more == null ? "" : more))
        .isEqualTo("{'a':{'n':7,'s':'007'},'list':[1],'x':" + expected + "}");
  }

  @Test
  void addsAtNestedPlacesAndMakesWhatIsMissing() throws IOException {
    assertThat(add("[a, deep, x]", "1", "")).contains("'a':{'n':7,'s':'007','deep':{'x':1}}");
    assertThat(add("[list, '2']", "1", "")).contains("'list':[1,null,1]");
    assertThat(add("[new, '0', x]", "1", "")).contains("'new':[{'x':1}]");
    assertThat(add("[a]", "1", "")).isEqualTo("{'a':1,'list':[1]}");
  }

  @Test
  void saysWhenThereIsNoPlaceForAField() {
    assertThatExceptionOfType(UnfitRecordException.class)
        .isThrownBy(() -> add("[a, n, x]", "1", ""))
        .withMessage("AddFields has no place for a.n.x: a plain value stands there");
    assertThatExceptionOfType(UnfitRecordException.class)
        .isThrownBy(() -> add("[list, '999999999']", "1", ""));
  }

  @Test
  void addsFieldsOneAfterTheOther() throws IOException {
    assertThat(
            apply(
                "AddFields",
                "fields: [{path: [b], value: '{{ record.a + 1 }}'},"
                    + " {path: [c], value: '{{ record.b + 1 }}'}]",
                "{'a':1}"))
        .isEqualTo("{'a':1,'b':2,'c':3}");
  }

  @Test
  void addsOnACondition() throws IOException {
    String fields = "fields: [{path: [x], value: '{{ record.a }}'}], condition: \"{{ %s }}\"";
    for (String yes : List.of("record.a == 1", "value == 1", "path == ['x']", "config.shop")) {
      assertThat(apply("AddFields", fields.formatted(yes), "{'a':1}")).isEqualTo("{'a':1,'x':1}");
    }
    for (String no : List.of("record.a == 2", "value == 2", "record.none.there")) {
      assertThat(apply("AddFields", fields.formatted(no), "{'a':1}")).isEqualTo("{'a':1}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [[a]]            | {'b':[{'a':1,'c':2},{'c':3}],'c':{'d':{'a':null}}}
          [[b, '*', a]]    | {'a':1,'b':[{'c':2},{'c':3}],'c':{'d':{'a':null}}}
          [[b, '1']]       | {'a':1,'b':[{'a':1,'c':2}],'c':{'d':{'a':null}}}
          [[b, '0']]       | {'a':1,'b':[null,{'c':3}],'c':{'d':{'a':null}}}
          [['**', a]]      | {'b':[{'c':2},{'c':3}],'c':{'d':{}}}
          [[c, '**']]      | {'a':1,'b':[{'a':1,'c':2},{'c':3}]}
          [[c, '**', a]]   | {'a':1,'b':[{'a':1,'c':2},{'c':3}],'c':{'d':{}}}
          [['*']]          | {}
          [['?'], [x, y]]  | {}
          [[nix], [a, nix]]  | {'a':1,'b':[{'a':1,'c':2},{'c':3}],'c':{'d':{'a':null}}}
          """)
  void removesWhatPointersLeadTo(String pointers, String expected) throws IOException {
    assertThat(
            apply(
                "RemoveFields",
                "field_pointers: " + pointers,
                "{'a':1,'b':[{'a':1,'c':2},{'c':3}],'c':{'d':{'a':null}}}"))
        .isEqualTo(expected);
  }

  @Test
  void removesWildcardNamesInTimeOfTheirLength() throws IOException {
    String name = "a".repeat(40_000);
    assertThat(
            apply(
                "RemoveFields",
                "field_pointers: [['*a*a*a*a*a*b'], ['c*d', e]]",
                "{'" + name + "':1,'" + name + "b':2,'cxd':{'e':1}}"))
        .isEqualTo("{'" + name + "':1,'cxd':{}}");
  }

  @Test
  void removesOnACondition() throws IOException {
    assertThat(
            apply(
                "RemoveFields",
                "field_pointers: [['**']], condition: \"{{ property|string == '' }}\"",
                "{'a':'','b':{'c':'','d':'x'},'e':['',1],'f':{}}"))
        .isEqualTo("{'b':{'d':'x'},'e':[null,1],'f':{}}");
    assertThat(
            apply(
                "RemoveFields",
                "field_pointers: [[a], [b]], condition: '{{ property is none }}'",
                "{'a':null,'b':1,'c':null}"))
        .isEqualTo("{'b':1,'c':null}");
  }

  @Test
  void renamesFields() throws IOException {
    assertThat(apply("KeysToLower", "", "{'Ab':{'Cd':1},'EF':2}"))
        .isEqualTo("{'ab':{'Cd':1},'ef':2}");
    assertThat(
            apply(
                "KeysToSnakeCase",
                "",
                "{'FirstName':{'lastName2':1},'API key':2,'2ndÜnit':3,'_x-y_':4}"))
        .isEqualTo("{'first_name':{'last_name_2':1},'api_key':2,'_2_nd_unit':3,'_x_y_':4}");
    assertThat(
            apply(
                "KeysReplace",
                "old: ' ', new: \"{{ record['sep ar'] }}\"",
                "{'sep ar':'_','in ner':{'a b':[{'c d':1}]}}"))
        .isEqualTo("{'sep_ar':'_','in_ner':{'a_b':[{'c d':1}]}}");
  }

  @Test
  void flattensWholeRecords() throws IOException {
    assertThat(apply("FlattenFields", "", "{'a':{'b':1,'c':{'d':2}},'e':[3,{'f':4}]}"))
        .isEqualTo("{'e.1.f':4,'e.0':3,'a.c.d':2,'a.b':1}");
    assertThat(apply("FlattenFields", "", "{'a':{'b':1,'c':2},'b':3,'d':{'b':4}}"))
        .isEqualTo("{'b':3,'c':2,'a.b':1}");
    assertThat(apply("FlattenFields", "flatten_lists: false", "{'a':{'b':1},'e':[3]}"))
        .isEqualTo("{'e':[3],'b':1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          field_path: [a]                                   | {'a':{'b':1,'c':2},'x':0,'b':1,'c':2}
          field_path: [a], delete_origin_value: true        | {'x':0,'b':1,'c':2}
          field_path: ['*'], delete_origin_value: true      | {'x':0,'b':1,'c':2}
          field_path: [a], replace_record: true             | {'b':1,'c':2}
          field_path: [nix]                                 | {'a':{'b':1,'c':2},'x':0}
          field_path: [a], key_transformation: {prefix: p_, suffix: _s}, replace_record: true | {'p_b_s':1,'p_c_s':2}
          """)
  void flattensOneField(String fields, String expected) throws IOException {
    assertThat(apply("DpathFlattenFields", fields, "{'a':{'b':1,'c':2},'x':0}"))
        .isEqualTo(expected);
  }

  @Test
  void keepsARecordWhoseFieldsWouldBeOverwrittenByFlattening() throws IOException {
    assertThat(apply("DpathFlattenFields", "field_path: [a]", "{'a':{'b':1},'b':0}"))
        .isEqualTo("{'a':{'b':1},'b':0}");
  }

  @Test
  void refusesWhatItCannotDo() {
    load("AddFields", "fields: [{path: [], value: x}, {path: [a], value: '{{ response }}'}]");
    load("AddFields", "fields: [{path: [a], value: x, value_type: date}]");
    load("AddFields", "");
    load("RemoveFields", "field_pointers: [['**', a, '**', b, '**']]");
    load("RemoveFields", "field_pointers: [a], condition: '{{ record.a }}'");

    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(
            "fields[0].path: must be a list of names, and not empty",
            "fields[1].value: at character 3: found the unknown name 'response'; accepted is one of"
                + " config, parameters, record, stream_interval, stream_partition, stream_slice",
            "fields[0].value_type: 'date' is not supported; accepted: string, number, integer,"
                + " boolean",
            "fields: is required",
            "field_pointers: may hold '**' at most twice in one pointer",
            "field_pointers: must be a list of non-empty lists of names",
            "condition: at character 3: found the unknown name 'record'; accepted is one of config,"
                + " parameters, property");
  }
}
