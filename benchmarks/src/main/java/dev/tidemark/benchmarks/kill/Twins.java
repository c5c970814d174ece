package dev.tidemark.benchmarks.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the models of the providers that take part are at the emulators. */
final class Twins {
  /**
   * A model, and what it is there.
   *
   * @param collection its name there
   * @param shown what the provider's API shows of an object
   */
  record Twin(String provider, String model, String collection, UnaryOperator<ObjectNode> shown) {
    static String identify(JsonNode object) {
      return object.path("id").asText();
    }
  }

  /** Those that are connected with a key alone. */
  static final List<String> PROVIDERS =
      List.of("stripe", "clerk", "posthog", "granola", "supabase");

  static final List<Twin> ALL =
      List.of(
          twin("stripe", "StripeCustomer", "customers"),
          twin("stripe", "StripeSubscription", "subscriptions"),
          twin("stripe", "StripeInvoice", "invoices"),
          twin("stripe", "StripeProduct", "products"),
          twin("stripe", "StripePrice", "prices"),
          twin("stripe", "StripeCharge", "charges"),
          twin("clerk", "ClerkUser", "users"),
          twin("clerk", "ClerkOrganization", "organizations"),
          twin("clerk", "ClerkOrganizationMembership", "organization_memberships"),
          twin("clerk", "ClerkInvitation", "invitations"),
          twin("posthog", "PosthogPerson", "persons"),
          twin("posthog", "PosthogCohort", "cohorts"),
          twin("posthog", "PosthogFeatureFlag", "feature_flags"),
          twin("posthog", "PosthogInsight", "insights"),
          new Twin(
              "granola",
              "GranolaNote",
              "notes",
              note -> note.retain("id", "object", "title", "owner", "created_at", "updated_at")),
          twin("granola", "GranolaNoteDetail", "notes"),
          twin("granola", "GranolaFolder", "folders"),
          twin("supabase", "SupabaseUser", "users"),
          twin("supabase", "SupabaseSsoProvider", "sso_providers"),
          twin("supabase", "SupabaseAuditEvent", "audit_events"));

  private Twins() {}

  private static Twin twin(String provider, String model, String collection) {
    return new Twin(provider, model, collection, UnaryOperator.identity());
  }
}
