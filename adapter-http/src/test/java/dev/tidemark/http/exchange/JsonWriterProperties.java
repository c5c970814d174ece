package dev.tidemark.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class JsonWriterProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Half a pair of surrogates is no text; every writer makes something else of it. */
  @Property
  void anyTextComesBack(@ForAll String text, @ForAll boolean small) throws JsonProcessingException {
    JsonWriter json = new JsonWriter(small ? 1 : 4096);

    json.beginArray().value(text).value(text).endArray();

    JsonNode read = JSON.readTree(json.toString());
    String sound = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(read.path(0).textValue().replace('\ufffd', '?'))
        .isEqualTo(sound.replace('\ufffd', '?'));
    assertThat(read.path(1)).isEqualTo(read.path(0));
  }

  @Property
  void anyNumberComesBack(@ForAll long number) throws JsonProcessingException {
    assertThat(JSON.readTree(new JsonWriter(1).value(number).toString()).longValue())
        .isEqualTo(number);
  }

  @Property
  void anyInstantComesBackToTheMillisecond(
      @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis,
      @ForAll @LongRange(min = 0, max = 999_999) long nanos) {
    Instant instant = Instant.ofEpochMilli(millis).plusNanos(nanos);

    String text = new JsonWriter(1).value(instant).toString();

    assertThat(text).matches("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z\"");
    assertThat(Instant.parse(text.substring(1, text.length() - 1)))
        .isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  @Example
  void refusesInstantsThatHaveNoSuchForm() {
    for (Instant instant : List.of(Instant.MAX, Instant.parse("-0001-01-01T00:00:00Z"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new JsonWriter(1).value(instant))
          .withMessageContaining("an instant is in the years 0 to 9999, but was " + instant);
    }
  }

  @Example
  void setsCommasBetweenValuesAndNowhereElse() {
    @Nullable String nothing = null;
    @Nullable Instant never = null;
    JsonWriter json = new JsonWriter(1);

    json.beginObject().name(JsonName.of("a")).beginArray().endArray();
    json.name(JsonName.of("b")).beginArray().value(1).value(true).value(nothing).value(never);
    json.beginObject().endObject().beginObject().name(JsonName.of("c")).value("x").endObject();
    json.endArray().name(JsonName.of("d")).value(false).endObject();

    assertThat(json.toString())
        .isEqualTo("{\"a\":[],\"b\":[1,true,null,null,{},{\"c\":\"x\"}],\"d\":false}");
  }

  @Example
  void escapesWhatWouldNotBeSafe() {
    assertThat(
            new JsonWriter(1).value("\"\\\u0000\u001f\u007f\n\u00e9\ud83d\ude00\ud83d!").toString())
        .isEqualTo("\"\\\"\\\\\\u0000\\u001f\\u007f\\u000a\u00e9\ud83d\ude00\ufffd!\"");
  }

  @Example
  void refusesNamesThatWouldNeedEscaping() {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonName.of("a\"b"));
  }
}
