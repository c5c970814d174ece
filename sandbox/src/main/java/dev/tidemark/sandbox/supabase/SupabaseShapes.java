package dev.tidemark.sandbox.supabase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Times;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a Supabase project knows about who signs in. */
final class SupabaseShapes {
  private SupabaseShapes() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.of("users", (dice, number) -> dice.uuid(), SupabaseShapes::user)
            .history(300)
            .added(Duration.ofSeconds(20))
            .changed(Duration.ofSeconds(15), SupabaseShapes::changeUser)
            .removed(Duration.ofMinutes(6), SupabaseShapes::softDelete)
            .vanished(Duration.ofMinutes(6))
            .stamped((tree, at) -> tree.put("updated_at", Times.micros(at)))
            .keys("email")
            .fixed("id", "created_at", "updated_at"),
        Kind.of("sso_providers", (dice, number) -> dice.uuid(), SupabaseShapes::ssoProvider)
            .history(5)
            .added(Duration.ofHours(2))
            .changed(
                Duration.ofHours(1),
                (tree, dice) ->
                    tree.withObject("saml")
                        .put("entity_id", "https://idp.example.com/" + dice.hex(8)))
            .removed(Duration.ofHours(4))
            .stamped((tree, at) -> tree.put("updated_at", Times.micros(at)))
            .fixed("id", "created_at", "updated_at"),
        Kind.of("audit_events", (dice, number) -> dice.uuid(), SupabaseShapes::auditEvent)
            .history(200)
            .added(Duration.ofSeconds(15))
            .fixed("id", "created_at"));
  }

  private static ObjectNode user(Kind.Birth birth) {
    Dice dice = birth.dice();
    String name = Names.person(dice);
    String email = Names.email(name, dice);
    String at = Times.micros(birth.at());
    ObjectNode user = Json.object();
    user.put("id", birth.id())
        .put("aud", "authenticated")
        .put("role", "authenticated")
        .put("email", email)
        .put("email_confirmed_at", at)
        .put("phone", "")
        .put("confirmed_at", at)
        .put("last_sign_in_at", at);
    user.putObject("app_metadata").put("provider", "email").putArray("providers").add("email");
    user.putObject("user_metadata").put("full_name", name);
    user.putArray("identities")
        .addObject()
        .put("identity_id", dice.uuid())
        .put("user_id", birth.id())
        .put("provider", "email");
    return user.put("created_at", at).put("updated_at", at).put("is_anonymous", false);
  }

  private static void changeUser(ObjectNode tree, Dice dice) {
    tree.withObject("user_metadata").put("plan", "plan-" + dice.digits(4));
  }

  /** What stays of a user who was deleted softly can no longer sign in, and has no address. */
  private static void softDelete(ObjectNode tree, Instant at) {
    tree.put("email", "").put("deleted_at", Times.micros(at));
    tree.putObject("user_metadata");
    tree.putArray("identities");
  }

  private static ObjectNode ssoProvider(Kind.Birth birth) {
    String at = Times.micros(birth.at());
    ObjectNode provider = Json.object().put("id", birth.id());
    provider.putObject("saml").put("entity_id", "https://idp.example.com/" + birth.number());
    provider
        .putArray("domains")
        .addObject()
        .put("id", birth.dice().uuid())
        .put("domain", "team" + birth.number() + ".example.com");
    return provider.put("created_at", at).put("updated_at", at);
  }

  private static ObjectNode auditEvent(Kind.Birth birth) {
    Dice dice = birth.dice();
    ObjectNode event = Json.object().put("id", birth.id());
    event
        .putObject("payload")
        .put("action", dice.pick(List.of("login", "logout", "token_refreshed", "user_signedup")))
        .put("actor_id", birth.world().anyId("users", dice, birth.id()))
        .put("log_type", "account")
        .put("timestamp", Times.seconds(birth.at()));
    return event.put("created_at", Times.micros(birth.at())).put("ip_address", "203.0.113.7");
  }
}
