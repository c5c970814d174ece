package dev.tidemark.http.integrations;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.application.setup.SetUpWebhook;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.http.PublicUrl;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Issue;
import dev.tidemark.http.exchange.Problem;
import dev.tidemark.http.exchange.Refusal;
import dev.tidemark.http.exchange.RequestBody;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does the steps that follow the connecting of a provider, or tells what they need. */
public final class SetupStepResource implements Resource {
  private static final String CONFIG = "config";
  private static final String STEP = "step";

  private final MapCrm mapCrm;
  private final SetUpWebhook setUpWebhook;
  private final ProviderCatalogue catalogue;
  private final ProviderNames providers;
  private final PublicUrl publicUrl;

  /** Answers from those use cases; webhooks are received at that URL. */
  public SetupStepResource(
      MapCrm mapCrm, SetUpWebhook setUpWebhook, ProviderCatalogue catalogue, PublicUrl publicUrl) {
    this.mapCrm = mapCrm;
    this.setUpWebhook = setUpWebhook;
    this.catalogue = catalogue;
    this.providers = new ProviderNames(catalogue);
    this.publicUrl = publicUrl;
  }

  @Override
  public void routing(Routes routes) {
    routes.post("/api/integrations/setup-step", this::perform, Scope.INTEGRATIONS_MANAGE);
  }

  private Answer perform(Call call) {
    RequestBody body = call.body();
    Optional<Provider> provider = providers.amongFields(body).flatMap(catalogue::find);
    String word = body.text(STEP);
    Optional<Step> step = provider.flatMap(known -> step(body, known, word));
    if (provider.isEmpty() || step.isEmpty()) {
      body.there(CONFIG);
      body.done();
      throw providers.unknown();
    }
    return switch (step.get()) {
      case CRM_MAPPING -> mapCrm(call.organization(), provider.get().id(), body);
      case WEBHOOK -> setUpWebhook(call.organization(), provider.get().id(), body);
    };
  }

  /** The step that the provider has by that word; empty, and an issue, if it has none. */
  private static Optional<Step> step(RequestBody body, Provider provider, String word) {
    Optional<Step> step = Step.of(word).filter(known -> provider.step(known.id()).isPresent());
    if (step.isEmpty() && !body.flawed(STEP)) {
      String accepted =
          provider.steps().stream()
              .flatMap(own -> Step.of(own.id()).stream())
              .flatMap(known -> Stream.of(known.id(), known.token()))
              .collect(Collectors.joining(", "));
      body.issue(
          accepted.isEmpty()
              ? provider.name() + " has no steps to set up"
              : "step must be one of " + accepted,
          STEP);
    }
    return step;
  }

  private Answer mapCrm(OrganizationId organization, ProviderId provider, RequestBody body) {
    Optional<CrmMapping> mapping = body.object(CONFIG).map(CrmMappingJson::read);
    body.done();
    MapCrm.Outcome outcome =
        mapping
            .map(given -> mapCrm.map(organization, provider, given))
            .orElseGet(() -> mapCrm.describe(organization, provider));
    return switch (outcome) {
      case MapCrm.Outcome.Mappable known when known.stored().isPresent() ->
          new SetupStepJson(known.provider(), known.connection(), Step.CRM_MAPPING)
              .completed(
                  json -> CrmMappingJson.writeSetup(json, known.pipelines(), known.stored()));
      case MapCrm.Outcome.Mappable open ->
          new SetupStepJson(open.provider(), open.connection(), Step.CRM_MAPPING)
              .open(
                  SetupStepJson.Missing.CONFIG,
                  Commands.toMap(open.provider()),
                  json -> CrmMappingJson.writeSetup(json, open.pipelines(), open.stored()));
      case MapCrm.Outcome.Mapped done ->
          new SetupStepJson(done.provider(), done.connection(), Step.CRM_MAPPING)
              .completed(json -> CrmMappingJson.writeSetup(json, done.mapping()));
      case MapCrm.Outcome.Unfit unfit -> throw unfit(unfit.problems());
      case MapCrm.Outcome.NotTold silent ->
          throw new Refusal(
              Problem.invalid(
                  silent.provider().name() + " did not tell its pipelines: " + silent.message()));
      case MapCrm.Outcome.NotConnected none -> throw notConnected(none.provider());
      case MapCrm.Outcome.NoSuchStep none ->
          throw refusal(none.provider().name() + " has no pipelines to map", STEP);
      case MapCrm.Outcome.UnknownProvider unknown -> throw providers.unknown();
    };
  }

  private Answer setUpWebhook(OrganizationId organization, ProviderId provider, RequestBody body) {
    Optional<RequestBody> config = body.object(CONFIG);
    Optional<String> secret =
        config.flatMap(given -> given.textIfThere(WebhookSetupJson.WEBHOOK_SECRET));
    body.done();
    SetUpWebhook.Outcome outcome =
        config.isPresent()
            ? setUpWebhook.confirm(organization, provider, secret)
            : setUpWebhook.describe(organization, provider);
    return switch (outcome) {
      case SetUpWebhook.Outcome.Required open ->
          new SetupStepJson(open.provider(), open.connection(), Step.WEBHOOK)
              .open(
                  SetupStepJson.Missing.MANUAL_SETUP,
                  Commands.toConfirmWebhook(open.provider(), open.form().secretFromProvider()),
                  json ->
                      WebhookSetupJson.write(
                          json, publicUrl, open.connection(), open.form(), open.secret()));
      case SetUpWebhook.Outcome.Done done ->
          new SetupStepJson(done.provider(), done.connection(), Step.WEBHOOK)
              .completed(json ->
                  WebhookSetupJson.write(
                      json, publicUrl, done.connection(), done.form(), Optional.empty()));
      case SetUpWebhook.Outcome.InvalidSecret invalid ->
          throw refusal(invalid.message(), CONFIG, WebhookSetupJson.WEBHOOK_SECRET);
      case SetUpWebhook.Outcome.NotConnected none -> throw notConnected(none.provider());
      case SetUpWebhook.Outcome.NoSuchStep none ->
          throw refusal(none.provider().name() + " has no webhook that can be set up here", STEP);
      case SetUpWebhook.Outcome.UnknownProvider unknown -> throw providers.unknown();
    };
  }

  private static Refusal unfit(List<CrmMapping.Problem> problems) {
    return new Refusal(
        Problem.invalid(
            problems.stream()
                .map(problem -> {
                  List<Object> path = new ArrayList<>(List.of(CONFIG));
                  path.addAll(problem.path());
                  return new Issue(path, problem.message());
                })
                .toList()));
  }

  private static Refusal notConnected(Provider provider) {
    return refusal(provider.name() + " is not connected: connect it first", "provider");
  }

  private static Refusal refusal(String message, Object... path) {
    return new Refusal(Problem.invalid(List.of(new Issue(List.of(path), message))));
  }
}
