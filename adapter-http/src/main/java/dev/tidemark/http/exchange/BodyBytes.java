package dev.tidemark.http.exchange;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads a body that may not be larger than that. */
final class BodyBytes {
  private BodyBytes() {}

  /** Not closed, because the server itself reads on to the next request. */
  static byte[] read(ReadableEntity content, int maxBytes) {
    try {
      byte[] bytes = content.inputStream().readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new Refusal(tooLarge(maxBytes));
      }
      return bytes;
    } catch (DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("The client went away while it sent the body", e);
    } catch (IllegalArgumentException e) {
      // Helidon lets this one out when the size of a chunk is no number.
      throw RequestException.builder()
          .type(DirectHandler.EventType.BAD_REQUEST)
          .message("The body is not framed as HTTP has it")
          .cause(e)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Problem tooLarge(int maxBytes) {
    return new Problem(
        Fault.BODY_TOO_LARGE, "The request body is larger than " + maxBytes + " bytes", List.of());
  }
}
