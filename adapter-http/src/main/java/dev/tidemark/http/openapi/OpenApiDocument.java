package dev.tidemark.http.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The document in both of its forms. It is read when somebody asks for it first. */
final class OpenApiDocument {
  private static final class AsYaml {
    static final byte[] BYTES = read();
  }

  private static final class AsJson {
    static final byte[] BYTES = convert(AsYaml.BYTES);
  }

  private OpenApiDocument() {}

  /** As it was written; not to be changed. */
  static byte[] yaml() {
    return AsYaml.BYTES;
  }

  /** The same as JSON; not to be changed. */
  static byte[] json() {
    return AsJson.BYTES;
  }

  private static byte[] read() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is not among the resources");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] convert(byte[] yaml) {
    Object tree =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(new String(yaml, StandardCharsets.UTF_8));
    try {
      return new JsonMapper().writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
