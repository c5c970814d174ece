package dev.tidemark.http.integrations;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How providers are connected. A catalogue does not change, so that the answers are made once. */
public final class CapabilitiesResource implements Resource {
  private static final int USUAL_BYTES = 1024;

  private final ProviderNames providers;
  private final Map<ProviderId, Answer> one = new HashMap<>();
  private final Answer all;

  /**
   * Of the providers that organizations can connect; where nobody can sign in, a note says what is
   * in the way.
   */
  public CapabilitiesResource(ProviderCatalogue catalogue, Authorizations authorizations) {
    this.providers = new ProviderNames(catalogue);
    List<Provider> offered = catalogue.listForOrganizations();
    JsonWriter map = new JsonWriter(USUAL_BYTES * offered.size()).beginObject();
    for (Provider provider : offered) {
      List<String> notes = notes(provider, authorizations);
      CapabilityJson.write(map.name(JsonName.of(provider.id().value())), provider, notes);
      JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
      CapabilityJson.write(json.name(Names.PROVIDER), provider, notes);
      one.put(provider.id(), Answer.ok(json.endObject()));
    }
    this.all = Answer.ok(map.endObject());
  }

  private static List<String> notes(Provider provider, Authorizations authorizations) {
    List<String> notes = new ArrayList<>(provider.notes());
    if (provider.setupMode() == SetupMode.BROWSER) {
      authorizations.obstacle(provider.id()).ifPresent(notes::add);
    }
    return notes;
  }

  @Override
  public void routing(Routes routes) {
    routes.get("/api/integrations/capabilities", this::capabilities, Scope.INTEGRATIONS_READ);
  }

  private Answer capabilities(Call call) {
    Optional<ProviderId> wanted = providers.inQueryIfThere(call);
    return wanted.isEmpty()
        ? all
        : Optional.ofNullable(one.get(wanted.get())).orElseThrow(providers::unknown);
  }
}
