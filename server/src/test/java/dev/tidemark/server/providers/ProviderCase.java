package dev.tidemark.server.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How a provider's models correspond to what its emulator holds.
 *
 * @param largest the model with the most records
 * @param twins by model
 */
record ProviderCase(ProviderId provider, ModelName largest, Map<ModelName, Twin> twins) {
  /**
   * What a model is at the emulator.
   *
   * @param collection its name there
   * @param identity the fields by which a stored record and an object there are known for the same;
   *     the last is the object's id at the emulator
   * @param shown what the provider's API shows of an object; unchanged for all of it
   */
  record Twin(String collection, List<String> identity, UnaryOperator<ObjectNode> shown) {
    Twin {
      identity = List.copyOf(identity);
    }

    /** The values of the identity's fields; those of inner objects as in {@code id.record_id}. */
    String identify(JsonNode object) {
      List<String> values = new ArrayList<>();
      for (String field : identity) {
        JsonNode value = object.at("/" + field.replace('.', '/'));
        if (!value.isValueNode()) {
          throw new AssertionError("no " + field + " in " + object);
        }
        values.add(value.asText());
      }
      return String.join(" ", values);
    }

    /** The id by which the emulator knows an object. */
    String id(JsonNode object) {
      return object.at("/" + identity.getLast().replace('.', '/')).asText();
    }
  }

  /** Begins a case; the first model added is the largest. */
  static Builder of(String provider) {
    return new Builder(new ProviderId(provider));
  }

  @Override
  public String toString() {
    return provider.value();
  }

  /** A case that is being written down. */
  static final class Builder {
    private final ProviderId provider;
    private final Map<ModelName, Twin> twins = new LinkedHashMap<>();

    private Builder(ProviderId provider) {
      this.provider = provider;
    }

    /** A model whose records are the collection's objects, known by their {@code id}. */
    Builder model(String name, String collection) {
      return model(name, collection, List.of("id"), UnaryOperator.identity());
    }

    /** A model whose records are shown in another way, or known by other fields. */
    Builder model(
        String name, String collection, List<String> identity, UnaryOperator<ObjectNode> shown) {
      twins.put(new ModelName(name), new Twin(collection, identity, shown));
      return this;
    }

    ProviderCase build() {
      return new ProviderCase(provider, twins.keySet().iterator().next(), Map.copyOf(twins));
    }
  }
}
