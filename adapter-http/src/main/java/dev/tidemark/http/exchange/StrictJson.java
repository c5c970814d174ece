package dev.tidemark.http.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads JSON and forgives nothing: no name twice, nothing behind the end, no odd encoding. */
final class StrictJson {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 100;

  /** Numbers keep the digits they were written with, for some are taken as text. */
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .reader();

  private StrictJson() {}

  /**
   * The object that the bytes are.
   *
   * @throws Refusal if they are anything else; it says where, but does not show what
   */
  static ObjectNode object(byte[] bytes) {
    String text = text(bytes);
    try (JsonParser parser = READER.createParser(text)) {
      JsonNode node = READER.readTree(parser);
      if (parser.nextToken() != null) {
        throw refusal(
            "The request body goes on after its JSON ends", parser.currentTokenLocation());
      }
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new Refusal(Problem.invalid("The request body must be a JSON object"));
    } catch (StreamConstraintsException e) {
      throw refusal("The request body is nested too deeply or has too long a number", e);
    } catch (MismatchedInputException e) {
      throw refusal("The request body has the same field twice", e);
    } catch (JsonProcessingException e) {
      throw refusal("The request body is not valid JSON", e);
    } catch (NumberFormatException e) {
      // Jackson lets this one out when an exponent has too many digits.
      throw new Refusal(Problem.invalid("The request body has a number that is out of range"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(Problem.invalid("The request body is not valid UTF-8"));
    }
  }

  private static Refusal refusal(String message, JsonProcessingException e) {
    return refusal(message, e.getLocation());
  }

  private static Refusal refusal(String message, @Nullable JsonLocation at) {
    String place = at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
    return new Refusal(Problem.invalid(message + place));
  }
}
