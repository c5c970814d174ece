package dev.tidemark.http;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import dev.tidemark.domain.provider.SetupStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The twelve providers of the contract, and one of the platform's own. */
final class Catalogue implements ProviderCatalogue {
  static final ProviderId STRIPE = new ProviderId("stripe");
  static final ProviderId HUBSPOT = new ProviderId("hubspot");
  static final ProviderId POSTHOG = new ProviderId("posthog");
  static final ProviderId COMPOSIO = new ProviderId("composio");

  private static final SetupStep WEBHOOK =
      new SetupStep(SetupStep.WEBHOOK, "Set up the webhook", false);

  private static final List<Provider> USUAL =
      List.of(
          hubspot(),
          with(
              browser("attio", "Attio", "crm", Set.of(), "Record"),
              new SetupStep(SetupStep.CRM_MAPPING, "Map the CRM pipelines", true)),
          browser("slack", "Slack", "communication", Set.of(), "Channel", "Message"),
          with(
              direct(
                  "fireflies", "Fireflies.ai", "calls", List.of("apiKey"), "FirefliesTranscript"),
              WEBHOOK),
          direct("granola", "Granola", "calls", List.of("apiKey")),
          browser("google-calendar", "Google Calendar", "calendar", Set.of(), "Event"),
          browser("google-mail", "Gmail", "communication", Set.of("gmail"), "Thread"),
          with(
              direct(
                  "posthog",
                  "PostHog",
                  "analytics",
                  List.of("apiKey", "region", "projectId"),
                  "PostHogPerson"),
              WEBHOOK),
          with(
              direct(
                  "stripe",
                  "Stripe",
                  "billing",
                  List.of("apiKey"),
                  "StripeCharge",
                  "StripeCustomer",
                  "StripeInvoice",
                  "StripePrice",
                  "StripeProduct",
                  "StripeSubscription"),
              WEBHOOK,
              new SetupStep("tax-setup", "Set up taxes", false)),
          direct(
              "supabase",
              "Supabase Auth",
              "analytics",
              List.of("projectUrl", "serviceRoleKey"),
              "SupabaseUser"),
          direct("clerk", "Clerk", "analytics", List.of("secretKey"), "ClerkUser"),
          with(direct("pylon", "Pylon", "support", List.of("apiToken"), "PylonIssue"), WEBHOOK),
          new Provider(
              COMPOSIO,
              "Composio",
              "platform",
              SetupMode.DIRECT,
              "api_key",
              Provider.Reach.PLATFORM,
              Set.of(),
              List.of(),
              List.of(),
              List.of(),
              models("ComposioTool", "ComposioAuthConfig")));

  private final List<Provider> providers;

  /** With some beside the usual ones, or in their place. */
  Catalogue(Provider... own) {
    Set<ProviderId> ids = Stream.of(own).map(Provider::id).collect(Collectors.toSet());
    providers =
        Stream.concat(
                USUAL.stream().filter(provider -> !ids.contains(provider.id())), Stream.of(own))
            .toList();
  }

  private static Provider hubspot() {
    Provider plain = browser("hubspot", "HubSpot", "crm", Set.of(), "Contact", "Company");
    List<Model> models = new ArrayList<>(plain.models());
    models.add(new Model(new ModelName("Deal"), true, null, SetupStep.CRM_MAPPING));
    return new Provider(
        plain.id(),
        plain.name(),
        plain.category(),
        plain.setupMode(),
        plain.credentialType(),
        plain.reach(),
        plain.aliases(),
        plain.fields(),
        List.of(new SetupStep(SetupStep.CRM_MAPPING, "Map the CRM pipelines", true)),
        List.of("An admin of the account has to sign in.", "Deals wait for the mapping."),
        models);
  }

  private static Provider with(Provider plain, SetupStep... steps) {
    return new Provider(
        plain.id(),
        plain.name(),
        plain.category(),
        plain.setupMode(),
        plain.credentialType(),
        plain.reach(),
        plain.aliases(),
        plain.fields(),
        List.of(steps),
        plain.notes(),
        plain.models());
  }

  @Override
  public List<Provider> list() {
    return providers;
  }

  @Override
  public Optional<Provider> find(ProviderId idOrAlias) {
    return providers.stream()
        .filter(
            provider -> provider.id().equals(idOrAlias) || provider.aliases().contains(idOrAlias))
        .findFirst();
  }

  private static Provider browser(
      String id, String name, String category, Set<String> aliases, String... models) {
    return new Provider(
        new ProviderId(id),
        name,
        category,
        SetupMode.BROWSER,
        "oauth",
        Provider.Reach.ORGANIZATION,
        Set.copyOf(aliases.stream().map(ProviderId::new).toList()),
        List.of(),
        List.of(),
        List.of(),
        models(models));
  }

  private static Provider direct(
      String id, String name, String category, List<String> fields, String... models) {
    return new Provider(
        new ProviderId(id),
        name,
        category,
        SetupMode.DIRECT,
        "api_key",
        Provider.Reach.ORGANIZATION,
        Set.of(),
        fields.stream().map(field -> new CredentialField(field, "The " + field, true)).toList(),
        List.of(),
        List.of(),
        models(models));
  }

  private static List<Model> models(String... names) {
    return Stream.of(names).map(name -> new Model(new ModelName(name), true)).toList();
  }
}
