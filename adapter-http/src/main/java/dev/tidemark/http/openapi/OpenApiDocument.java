package dev.tidemark.http.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The document in both of its forms, with the providers that this server has. It is read when
 * somebody asks for it first.
 */
final class OpenApiDocument {
  private static final List<String> PROVIDERS = List.of("components", "schemas", "ProviderId");
  private static final List<String> INTEGRATIONS =
      List.of(
          "paths",
          "/api/integrations",
          "get",
          "responses",
          "200",
          "content",
          "application/json",
          "schema",
          "properties",
          "items");

  private final List<String> providers;
  private final Supplier<String> path;
  private final AtomicReference<byte @Nullable []> yaml = new AtomicReference<>();
  private final AtomicReference<byte @Nullable []> json = new AtomicReference<>();

  /**
   * Naming those providers.
   *
   * @param path of the server on its host, known once the document is asked for
   */
  OpenApiDocument(List<String> providers, Supplier<String> path) {
    this.providers = List.copyOf(providers);
    this.path = path;
  }

  /** As it was written, unless there are other providers; not to be changed. */
  byte[] yaml() {
    return remembered(
        yaml,
        () -> {
          byte[] written = read();
          Map<String, Object> tree = tree(written);
          boolean usual =
              providers.equals(node(tree, PROVIDERS).get("enum")) && path.get().equals("/");
          return usual ? written : dumped(named(tree));
        });
  }

  /** The same as JSON; not to be changed. */
  byte[] json() {
    return remembered(
        json,
        () -> {
          try {
            return new JsonMapper().writeValueAsBytes(named(tree(read())));
          } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] remembered(
      AtomicReference<byte @Nullable []> memory, Supplier<byte[]> making) {
    byte[] known = memory.get();
    if (known != null) {
      return known;
    }
    byte[] made = making.get();
    memory.set(made);
    return made;
  }

  private Map<String, Object> named(Map<String, Object> tree) {
    node(tree, PROVIDERS).put("enum", providers);
    node(tree, INTEGRATIONS).put("maxItems", providers.size());
    tree.put("servers", List.of(Map.of("url", path.get())));
    return tree;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> node(Map<String, Object> tree, List<String> path) {
    Map<String, Object> node = tree;
    for (String name : path) {
      if (!(node.get(name) instanceof Map<?, ?> below)) {
        throw new IllegalStateException("openapi.yaml has no " + String.join(" ", path));
      }
      node = (Map<String, Object>) below;
    }
    return node;
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

  private static Map<String, Object> tree(byte[] yaml) {
    return new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(new String(yaml, StandardCharsets.UTF_8));
  }

  private static byte[] dumped(Map<String, Object> tree) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options)
        .dump(tree)
        .getBytes(StandardCharsets.UTF_8);
  }
}
