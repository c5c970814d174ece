package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CapabilitiesResourceTest {
  private static final String PATH = "/api/integrations/capabilities";

  private World world;
  private Http http;

  @BeforeEach
  void start() {
    world = new World();
    http = world.http();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private JsonNode of(String provider) {
    Reply reply = http.get(PATH + "?provider=" + provider);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().properties()).hasSize(1);
    return reply.json().path("provider");
  }

  @Test
  void tellsHowAProviderIsConnectedWithCredentials() {
    assertThat(of("posthog").toString())
        .isEqualTo(
            """
            {"cliName":"posthog","providerId":"posthog","displayName":"PostHog",\
            "category":"analytics","setupMode":"direct_api_key","credentialType":"api_key",\
            "authType":"api_key","connectSupported":true,"requiredFields":[\
            {"key":"apiKey","label":"The apiKey","secret":true,"required":true},\
            {"key":"region","label":"The region","secret":true,"required":true},\
            {"key":"projectId","label":"The projectId","secret":true,"required":true}],\
            "commands":["curl \\"$TIDEMARK_URL/api/integrations/connect\\" \
            -H \\"Authorization: Bearer $TIDEMARK_API_KEY\\" -H 'Content-Type: application/json' \
            -d '{\\"provider\\":\\"posthog\\",\\"config\\":{\\"apiKey\\":\\"<apiKey>\\",\
            \\"region\\":\\"<region>\\",\\"projectId\\":\\"<projectId>\\"}}'",\
            "curl \\"$TIDEMARK_URL/api/integrations/sync-status?provider=posthog\\" \
            -H \\"Authorization: Bearer $TIDEMARK_API_KEY\\""],"notes":[],"postConnectSteps":[\
            {"id":"webhook-setup","label":"Set up the webhook","required":false,"supported":true,\
            "command":"curl \\"$TIDEMARK_URL/api/integrations/setup-step\\" \
            -H \\"Authorization: Bearer $TIDEMARK_API_KEY\\" -H 'Content-Type: application/json' \
            -d '{\\"provider\\":\\"posthog\\",\\"step\\":\\"webhooks\\"}'","apiStep":"webhooks"}]}\
            """);
  }

  @Test
  void tellsHowAProviderIsConnectedByASignIn() {
    JsonNode hubspot = of("hubspot");

    assertThat(hubspot.path("setupMode").asText()).isEqualTo("browser_auth");
    assertThat(hubspot.path("authType").asText()).isEqualTo("oauth");
    assertThat(hubspot.path("requiredFields")).isEmpty();
    assertThat(hubspot.path("notes"))
        .extracting(JsonNode::asText)
        .containsExactly("An admin of the account has to sign in.", "Deals wait for the mapping.");
    assertThat(hubspot.path("commands")).hasSize(3);
    assertThat(hubspot.path("commands").path(0).asText())
        .endsWith("-d '{\"provider\":\"hubspot\"}'");
    assertThat(hubspot.path("commands").path(1).asText())
        .contains("/connect/status?sessionId=<sessionId>");
    assertThat(hubspot.path("postConnectSteps").path(0).path("apiStep").asText())
        .isEqualTo("mappings");
    assertThat(hubspot.path("postConnectSteps").path(0).path("required").asBoolean()).isTrue();
  }

  @Test
  void callsAProviderByItsAliasOnACommandLine() {
    for (String spelling :
        List.of("google-mail", "gmail", "GMail", "google_mail", "%20google+mail")) {
      JsonNode gmail = of(spelling);

      assertThat(gmail.path("cliName").asText()).isEqualTo("gmail");
      assertThat(gmail.path("providerId").asText()).isEqualTo("google-mail");
    }
  }

  @Test
  void saysWhatCannotBeConnectedOrSetUpHere() {
    assertThat(of("granola").path("connectSupported").asBoolean(true)).isFalse();
    assertThat(of("granola").path("commands")).isEmpty();
    assertThat(of("granola").path("postConnectSteps").isArray()).isTrue();

    JsonNode odd = of("stripe").path("postConnectSteps").path(1);
    assertThat(odd.toString())
        .isEqualTo(
            "{\"id\":\"tax-setup\",\"label\":\"Set up taxes\",\"required\":false,"
                + "\"supported\":false}");
  }

  @Test
  void listsAllThatOrganizationsCanConnectByTheirIds() {
    JsonNode all = http.get(PATH).json();

    assertThat(all.fieldNames())
        .toIterable()
        .containsExactly(
            "hubspot",
            "attio",
            "slack",
            "fireflies",
            "granola",
            "google-calendar",
            "google-mail",
            "posthog",
            "stripe",
            "supabase",
            "clerk",
            "pylon");
    all.properties().forEach(entry -> assertThat(entry.getValue()).isEqualTo(of(entry.getKey())));
  }

  @Test
  void refusesAProviderThatIsNotOne() {
    for (String query : List.of("?provider=", "?provider", "?provider=+", "?provider=%20%09")) {
      Reply reply = http.get(PATH + query);
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.json().path("error").asText()).startsWith("provider is required");
    }
    for (String query : List.of("?provider=nope", "?provider=composio", "?provider=%00")) {
      Reply reply = http.get(PATH + query);
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.json().path("error").asText()).startsWith("provider must be one of");
    }
    assertThat(http.get(PATH + "?provider=stripe&provider=stripe").status()).isEqualTo(400);
  }

  @Test
  void writesCommandsThatAShellTakesWhateverFieldsAreCalled() {
    Provider odd =
        new Provider(
            new ProviderId("clerk"),
            "Odd",
            "crm",
            SetupMode.DIRECT,
            "basic_auth",
            Provider.Reach.ORGANIZATION,
            Set.of(),
            List.of(
                new CredentialField("it's \"a\".key", "Key", true),
                new CredentialField("more", "More", false, false)),
            List.of(),
            List.of(),
            List.of(new Model(new ModelName("Thing"), true)));
    try (World own = new World(new Catalogue(odd), PublicUrl.ofListener("127.0.0.1", 0))) {
      JsonNode capability = own.http().get(PATH + "?provider=clerk").json().path("provider");

      assertThat(capability.path("authType").asText()).isEqualTo("basic_auth");
      assertThat(capability.path("requiredFields")).hasSize(2);
      assertThat(capability.path("commands").path(0).asText())
          .endsWith(
              """
               -d '{"provider":"clerk","config":{"it'\\''s \\"a\\".key":"<it'\\''s \\"a\\".key>"}}'\
              """);
    }
  }
}
