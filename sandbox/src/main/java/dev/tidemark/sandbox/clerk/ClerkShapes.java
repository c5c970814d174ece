package dev.tidemark.sandbox.clerk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an instance of Clerk holds. All times are in milliseconds. */
final class ClerkShapes {
  private static final List<String> ROLES = List.of("org:admin", "org:member", "org:billing");

  private ClerkShapes() {}

  static List<Kind> kinds() {
    return List.of(
        kind("users", "user_", ClerkShapes::user)
            .history(260)
            .added(Duration.ofSeconds(20))
            .changed(Duration.ofSeconds(15), ClerkShapes::changeUser)
            .removed(Duration.ofMinutes(3))
            .keys("external_id")
            .owning("organization_memberships", "public_user_data.user_id"),
        kind("organizations", "org_", ClerkShapes::organization)
            .history(80)
            .added(Duration.ofMinutes(1))
            .changed(
                Duration.ofMinutes(1),
                (tree, dice) -> tree.put("max_allowed_memberships", dice.between(5, 500)))
            .removed(Duration.ofMinutes(10))
            .owning("organization_memberships", "organization.id"),
        kind("organization_memberships", "orgmem_", ClerkShapes::membership)
            .history(150)
            .added(Duration.ofSeconds(40))
            .changed(Duration.ofMinutes(1), (tree, dice) -> tree.put("role", dice.pick(ROLES)))
            .removed(Duration.ofMinutes(6))
            .keys("organization.id", "public_user_data.user_id"),
        kind("invitations", "inv_", ClerkShapes::invitation)
            .history(110)
            .added(Duration.ofSeconds(50))
            .changed(Duration.ofMinutes(1), (tree, dice) -> tree.put("status", "accepted"))
            .removed(
                Duration.ofMinutes(8),
                (tree, at) -> tree.put("status", "revoked").put("revoked", true))
            .keys("status"));
  }

  private static Kind kind(String collection, String prefix, Kind.Maker maker) {
    return Kind.of(
            collection,
            (dice, number) -> prefix + dice.token(27),
            birth -> {
              ObjectNode tree = maker.make(birth);
              long at = birth.at().toEpochMilli();
              return tree.put("created_at", at).put("updated_at", at);
            })
        .stamped((tree, at) -> tree.put("updated_at", at.toEpochMilli()))
        .fixed("id", "object", "created_at", "updated_at");
  }

  private static ObjectNode object(Kind.Birth birth, String object) {
    ObjectNode tree = Json.object().put("id", birth.id()).put("object", object);
    tree.putObject("public_metadata");
    tree.putObject("private_metadata");
    return tree;
  }

  private static ObjectNode user(Kind.Birth birth) {
    Dice dice = birth.dice();
    String name = Names.person(dice);
    String[] names = name.split(" ", -1);
    String address = "idn_" + dice.token(27);
    long at = birth.at().toEpochMilli();
    ObjectNode user = object(birth, "user");
    user.putNull("username")
        .put("first_name", names[0])
        .put("last_name", names[1])
        .put("image_url", "https://img.clerk.com/" + dice.token(12))
        .put("has_image", false)
        .put("primary_email_address_id", address)
        .putNull("primary_phone_number_id")
        .put("password_enabled", dice.percent(60))
        .put("two_factor_enabled", false)
        .put("external_id", "ext-" + birth.number());
    ObjectNode email = user.putArray("email_addresses").addObject();
    email
        .put("id", address)
        .put("object", "email_address")
        .put("email_address", Names.email(name, dice))
        .put("reserved", false)
        .put("created_at", at)
        .put("updated_at", at);
    email.putObject("verification").put("status", "verified").put("strategy", "email_code");
    email.putArray("linked_to");
    user.putArray("phone_numbers");
    user.putArray("external_accounts");
    user.putObject("unsafe_metadata");
    return user.put("last_sign_in_at", at)
        .put("last_active_at", at)
        .put("banned", false)
        .put("locked", false);
  }

  private static void changeUser(ObjectNode tree, Dice dice) {
    if (dice.percent(20)) {
      tree.put("banned", !tree.path("banned").asBoolean());
    } else {
      tree.withObject("public_metadata").put("plan", "plan-" + dice.digits(4));
    }
  }

  private static ObjectNode organization(Kind.Birth birth) {
    String name = Names.company(birth.dice());
    return object(birth, "organization")
        .put("name", name)
        .put("slug", name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + birth.number())
        .put("image_url", "https://img.clerk.com/" + birth.dice().token(12))
        .put("has_image", false)
        .put("max_allowed_memberships", 5)
        .put("admin_delete_enabled", true)
        .put("created_by", birth.world().anyId("users", birth.dice(), "user_nobody"));
  }

  private static ObjectNode membership(Kind.Birth birth) {
    ObjectNode membership = object(birth, "organization_membership");
    membership.put("role", birth.dice().pick(ROLES)).putArray("permissions");
    ObjectNode organization = membership.putObject("organization");
    Optional<Row> into = birth.world().any("organizations", birth.dice());
    into.ifPresent(row -> {
      ObjectNode tree = row.tree();
      organization.put("id", row.id()).put("object", "organization");
      organization.set("name", tree.path("name"));
      organization.set("slug", tree.path("slug"));
    });
    ObjectNode person = membership.putObject("public_user_data");
    birth
        .world()
        .any("users", birth.dice())
        .ifPresent(row -> {
          ObjectNode tree = row.tree();
          person.put("user_id", row.id());
          person.set("first_name", tree.path("first_name"));
          person.set("last_name", tree.path("last_name"));
          person.set("identifier", tree.at("/email_addresses/0/email_address"));
        });
    return membership;
  }

  private static ObjectNode invitation(Kind.Birth birth) {
    Dice dice = birth.dice();
    String ticket = dice.token(24);
    Instant expiry = birth.at().plus(Duration.ofDays(30));
    ObjectNode invitation = object(birth, "invitation");
    invitation.remove("private_metadata");
    return invitation
        .put("email_address", Names.email(Names.person(dice), dice))
        .put("status", "pending")
        .put("revoked", false)
        .put("url", "https://accounts.example.com/sign-up?ticket=" + ticket)
        .put("expires_at", expiry.toEpochMilli());
  }
}
