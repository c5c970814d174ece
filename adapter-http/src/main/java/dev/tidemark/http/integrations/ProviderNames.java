package dev.tidemark.http.integrations;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Issue;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import dev.tidemark.http.exchange.RequestBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The words by which requests name providers: ids and aliases, in any case, and with spaces or
 * underscores for hyphens.
 */
final class ProviderNames {
  private static final String PARAMETER = "provider";

  private final Map<String, ProviderId> byWord = new HashMap<>();

  /** Queries as nearly every client writes them, so that those need no parsing. */
  private final Map<String, ProviderId> byQuery = new HashMap<>();

  private final String accepted;

  /** Of the providers that organizations can connect. */
  ProviderNames(ProviderCatalogue catalogue) {
    List<Provider> providers = catalogue.listForOrganizations();
    for (Provider provider : providers) {
      add(provider.id(), provider.id());
      provider.aliases().forEach(alias -> add(alias, provider.id()));
    }
    this.accepted =
        providers.stream().map(provider -> provider.id().value()).collect(Collectors.joining(", "));
  }

  private void add(ProviderId word, ProviderId id) {
    byWord.put(word.value(), id);
    byQuery.put(PARAMETER + "=" + word.value(), id);
  }

  /**
   * The provider that the query names.
   *
   * @throws Refusal if it names none, or several
   */
  ProviderId inQuery(Call call) {
    ProviderId usual = byQuery.get(call.rawQuery());
    if (usual != null) {
      return usual;
    }
    List<String> values = call.query(PARAMETER);
    if (values.size() > 1) {
      throw refusal("provider must be given only once");
    }
    if (values.isEmpty() || values.getFirst().isBlank()) {
      throw refusal("provider is required: " + accepted);
    }
    return find(values.getFirst()).orElseThrow(this::unknown);
  }

  /**
   * The provider that the query names, if it names any.
   *
   * @throws Refusal if it names several, or one that is not known
   */
  Optional<ProviderId> inQueryIfThere(Call call) {
    return call.query(PARAMETER).isEmpty() ? Optional.empty() : Optional.of(inQuery(call));
  }

  /**
   * The provider that the body's field {@code provider} names. To be called when the other fields
   * are read, for it ends the reading.
   *
   * @throws Refusal if it names none, or if anything else is wrong with the body
   */
  ProviderId inBody(RequestBody body) {
    Optional<ProviderId> found = amongFields(body);
    body.done();
    return found.orElseThrow(this::unknown);
  }

  /** The same before the other fields are read; empty, and an issue, if it names none. */
  Optional<ProviderId> amongFields(RequestBody body) {
    String text = body.text(PARAMETER);
    Optional<ProviderId> found = find(text);
    if (found.isEmpty() && !body.flawed(PARAMETER)) {
      body.issue(unknownMessage(), PARAMETER);
    }
    return found;
  }

  /** For a provider that cannot be connected. */
  Refusal unknown() {
    return refusal(unknownMessage());
  }

  private Optional<ProviderId> find(String text) {
    ProviderId exact = byWord.get(text);
    if (exact != null) {
      return Optional.of(exact);
    }
    try {
      return Optional.ofNullable(byWord.get(ProviderId.parse(text).value()));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private String unknownMessage() {
    return "provider must be one of " + accepted;
  }

  private static Refusal refusal(String message) {
    return new Refusal(Problem.invalid(List.of(new Issue(List.of(PARAMETER), message))));
  }
}
