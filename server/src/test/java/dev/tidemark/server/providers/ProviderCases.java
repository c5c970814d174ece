package dev.tidemark.server.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The providers that are put to the test. */
final class ProviderCases {
  private static final ProviderCase STRIPE =
      ProviderCase.of("stripe")
          .model("StripeCustomer", "customers")
          .model("StripeSubscription", "subscriptions")
          .model("StripeInvoice", "invoices")
          .model("StripeProduct", "products")
          .model("StripePrice", "prices")
          .model("StripeCharge", "charges")
          .build();

  private static final ProviderCase COMPOSIO =
      ProviderCase.of("composio")
          .model("ComposioTool", "tools", List.of("slug"), ProviderCases::asInVersion3)
          .model("ComposioToolkit", "toolkits", List.of("slug"), UnaryOperator.identity())
          .model("ComposioAuthConfig", "auth_configs", List.of("id"), ProviderCases::keptOfConfig)
          .model(
              "ComposioConnectedAccount",
              "connected_accounts",
              List.of("id"),
              ProviderCases::keptOfAccount)
          .build();

  private static final ProviderCase HUBSPOT =
      ProviderCase.of("hubspot")
          .model("HubspotContact", "contacts")
          .model("HubspotCompany", "companies")
          .model("HubspotDeal", "deals")
          .model("HubspotTicket", "tickets")
          .model("HubspotOwner", "owners")
          .build();

  private static final ProviderCase ATTIO =
      ProviderCase.of("attio")
          .model("AttioPerson", "people", List.of("id.record_id"), UnaryOperator.identity())
          .model("AttioCompany", "companies", List.of("id.record_id"), UnaryOperator.identity())
          .model("AttioDeal", "deals", List.of("id.record_id"), UnaryOperator.identity())
          .model("AttioNote", "notes", List.of("id.note_id"), UnaryOperator.identity())
          .model("AttioTask", "tasks", List.of("id.task_id"), UnaryOperator.identity())
          .model(
              "AttioWorkspaceMember",
              "workspace_members",
              List.of("id.workspace_member_id"),
              UnaryOperator.identity())
          .build();

  private static final ProviderCase POSTHOG =
      ProviderCase.of("posthog")
          .model("PosthogPerson", "persons")
          .model("PosthogCohort", "cohorts")
          .model("PosthogFeatureFlag", "feature_flags")
          .model("PosthogInsight", "insights")
          .build();

  private static final ProviderCase SUPABASE =
      ProviderCase.of("supabase")
          .model("SupabaseUser", "users")
          .model("SupabaseSsoProvider", "sso_providers")
          .model("SupabaseAuditEvent", "audit_events")
          .build();

  private static final ProviderCase CLERK =
      ProviderCase.of("clerk")
          .model("ClerkUser", "users")
          .model("ClerkOrganization", "organizations")
          .model("ClerkOrganizationMembership", "organization_memberships")
          .model("ClerkInvitation", "invitations")
          .build();

  private static final ProviderCase PYLON =
      ProviderCase.of("pylon")
          .model("PylonIssue", "issues")
          .model("PylonIssueMessage", "messages")
          .model("PylonAccount", "accounts")
          .model("PylonContact", "contacts")
          .model("PylonUser", "users")
          .model("PylonTeam", "teams")
          .model("PylonTag", "tags")
          .build();

  private ProviderCases() {}

  /** The emulator holds tools as the newer version of the API shows them. */
  private static ObjectNode asInVersion3(ObjectNode tool) {
    return tool.remove(List.of("human_description", "scope_requirements"));
  }

  /** Of auth configs and connected accounts, only fields that hold no secret are stored. */
  private static ObjectNode keptOfConfig(ObjectNode config) {
    return config.retain(
        "id",
        "uuid",
        "type",
        "toolkit",
        "name",
        "auth_scheme",
        "is_composio_managed",
        "status",
        "created_by",
        "created_at",
        "last_updated_at",
        "no_of_connections");
  }

  private static ObjectNode keptOfAccount(ObjectNode account) {
    account
        .withObjectProperty("auth_config")
        .retain("id", "auth_scheme", "is_composio_managed", "is_disabled");
    return account.retain(
        "id",
        "user_id",
        "status",
        "created_at",
        "updated_at",
        "is_disabled",
        "toolkit",
        "auth_config");
  }

  static List<ProviderCase> all() {
    List<ProviderCase> all = new ArrayList<>(ofOrganizations());
    all.add(COMPOSIO);
    return all;
  }

  /** Those with an account that may be empty, which a platform's catalogue never is. */
  static List<ProviderCase> ofOrganizations() {
    List<ProviderCase> all =
        new ArrayList<>(List.of(STRIPE, HUBSPOT, ATTIO, POSTHOG, SUPABASE, CLERK, PYLON));
    all.addAll(CommunicationCases.all());
    return all;
  }
}
