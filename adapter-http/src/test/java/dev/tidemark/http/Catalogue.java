package dev.tidemark.http;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The twelve providers of the contract, and one of the platform's own. */
final class Catalogue implements ProviderCatalogue {
  static final ProviderId STRIPE = new ProviderId("stripe");
  static final ProviderId COMPOSIO = new ProviderId("composio");

  private final List<Provider> providers =
      List.of(
          browser("hubspot", "HubSpot", "crm", Set.of(), "Contact", "Company", "Deal"),
          browser("attio", "Attio", "crm", Set.of(), "Record"),
          browser("slack", "Slack", "communication", Set.of(), "Channel", "Message"),
          direct("fireflies", "Fireflies.ai", "calls", List.of("apiKey"), "FirefliesTranscript"),
          direct("granola", "Granola", "calls", List.of("apiKey")),
          browser("google-calendar", "Google Calendar", "calendar", Set.of(), "Event"),
          browser("google-mail", "Gmail", "communication", Set.of("gmail"), "Thread"),
          direct(
              "posthog",
              "PostHog",
              "analytics",
              List.of("apiKey", "region", "projectId"),
              "PostHogPerson"),
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
          direct(
              "supabase",
              "Supabase Auth",
              "analytics",
              List.of("projectUrl", "serviceRoleKey"),
              "SupabaseUser"),
          direct("clerk", "Clerk", "analytics", List.of("secretKey"), "ClerkUser"),
          direct("pylon", "Pylon", "support", List.of("apiToken"), "PylonIssue"),
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
              models("ComposioTool")));

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
