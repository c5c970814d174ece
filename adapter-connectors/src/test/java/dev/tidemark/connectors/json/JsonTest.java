package dev.tidemark.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesEqualContentAsEqualText() throws IOException {
    String text =
        Json.canonical(Json.parse("{ \"b\" : [ {\"z\":1,\"y\":null} ], \"a\" : \"ü\\u0041\" }"));

    assertThat(text).isEqualTo("{\"a\":\"üA\",\"b\":[{\"y\":null,\"z\":1}]}");
    assertThat(Json.canonical(Json.parse(text))).isEqualTo(text);
  }

  @Property
  void writesATextAsEveryParserReadsIt(@ForAll String value) throws IOException {
    String text = Json.canonical(Json.node(List.of(value, Map.of(value, true))));

    assertThat(text).isEqualTo(new ObjectMapper().readTree(text).toString());
    assertThat(Json.parse(text).get(0).textValue()).isEqualTo(value);
  }

  @Test
  void quotesNumbersThatJsonHasNoFormFor() {
    assertThat(Json.canonical(Json.node(List.of(Double.NaN, Double.NEGATIVE_INFINITY, 1.5))))
        .isEqualTo("[\"NaN\",\"-Infinity\",1.5]");
  }

  @Test
  void keepsEveryDigitOfANumber() throws IOException {
    for (String number :
        List.of(
            "1.10",
            "0.1",
            "12345678901234567890123",
            "3.141592653589793238462643",
            "1E+400",
            "-0")) {
      assertThat(Json.canonical(Json.parse("[" + number + "]")))
          .as(number)
          .startsWith("[" + number.replace("-0", "0"));
    }
  }

  @Test
  void refusesWhatIsCutOffOrTrailedByMore() {
    for (String text : List.of("{\"a\":1", "[1,2", "{\"a\":1} x", "{'a':1}", "[".repeat(600))) {
      assertThatThrownBy(() -> Json.parse(text)).as(text).isInstanceOf(IOException.class);
    }
  }

  @Test
  void showsNothingOfTheSourceInItsErrors() {
    assertThatThrownBy(() -> Json.parse("{\"token\": \"s3cr3t\", x}"))
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void refusesANumberThatIsOutOfRangeWithoutShowingIt() {
    String text = "{\"amount\":1e99999999999}";
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("99999")
        .hasNoCause();
    assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("99999")
        .hasNoCause();
  }
}
