package dev.tidemark.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Times;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a HubSpot account holds. */
final class HubspotShapes {
  private static final List<String> STAGES =
      List.of("subscriber", "lead", "marketingqualifiedlead", "opportunity", "customer");

  private HubspotShapes() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.of("owners", (dice, number) -> Long.toString(5000 + number), HubspotShapes::owner)
            .history(8)
            .added(Duration.ofHours(2))
            .changed(
                Duration.ofHours(1), (tree, dice) -> tree.put("lastName", "Lund " + dice.digits(3)))
            .removed(
                Duration.ofHours(4),
                (tree, at) -> tree.put("archived", true).put("archivedAt", Times.millis(at)))
            .stamped((tree, at) -> tree.put("updatedAt", Times.millis(at)))
            .keys("email")
            .fixed("id", "createdAt", "updatedAt", "archived"),
        objects(ObjectType.CONTACTS, 300, HubspotShapes::contact)
            .added(Duration.ofSeconds(20))
            .changed(Duration.ofSeconds(15), HubspotShapes::changeContact)
            .removed(Duration.ofMinutes(3), HubspotShapes::archive)
            .vanished(Duration.ofMinutes(30)),
        objects(ObjectType.COMPANIES, 90, HubspotShapes::company)
            .added(Duration.ofMinutes(1))
            .changed(
                Duration.ofMinutes(1),
                (tree, dice) -> set(tree, "numberofemployees", dice.digits(3)))
            .removed(Duration.ofMinutes(10), HubspotShapes::archive),
        objects(ObjectType.DEALS, 130, HubspotShapes::deal)
            .added(Duration.ofSeconds(40))
            .changed(
                Duration.ofSeconds(30),
                (tree, dice) -> DealPipelines.move(tree.withObject("properties"), dice))
            .removed(Duration.ofMinutes(6), HubspotShapes::archive),
        objects(ObjectType.TICKETS, 110, HubspotShapes::ticket)
            .added(Duration.ofSeconds(50))
            .changed(
                Duration.ofSeconds(30),
                (tree, dice) ->
                    set(tree, "hs_pipeline_stage", Integer.toString(dice.between(1, 4))))
            .removed(Duration.ofMinutes(8), HubspotShapes::archive));
  }

  /** Ids grow, and get longer on the way: as texts they are not in order. */
  private static Kind objects(ObjectType type, int history, Kind.Maker properties) {
    return Kind.of(
            type.collection(),
            (dice, number) -> Long.toString(901 + number),
            birth -> object(type, birth, properties.make(birth)))
        .history(history)
        .stamped((tree, at) -> {
          tree.put("updatedAt", Times.millis(at));
          set(tree, type.modified(), Times.millis(at));
        })
        .fixed("id", "createdAt", "updatedAt", "archived");
  }

  private static ObjectNode object(ObjectType type, Kind.Birth birth, ObjectNode properties) {
    String at = Times.millis(birth.at());
    properties
        .put("hubspot_owner_id", birth.world().anyId("owners", birth.dice(), "5000"))
        .put("createdate", at)
        .put("hs_object_id", birth.id())
        .put(type.modified(), at);
    ObjectNode object = Json.object().put("id", birth.id());
    object.set("properties", properties);
    return object.put("createdAt", at).put("updatedAt", at).put("archived", false);
  }

  private static void archive(ObjectNode tree, Instant at) {
    tree.put("archived", true).put("archivedAt", Times.millis(at));
  }

  private static void set(ObjectNode tree, String property, String value) {
    tree.withObject("properties").put(property, value);
  }

  private static ObjectNode owner(Kind.Birth birth) {
    String name = Names.person(birth.dice());
    String[] names = name.split(" ", -1);
    return Json.object()
        .put("id", birth.id())
        .put("email", Names.email(name, birth.dice()))
        .put("type", "PERSON")
        .put("firstName", names[0])
        .put("lastName", names[1])
        .put("userId", 70_000 + birth.number())
        .put("createdAt", Times.millis(birth.at()))
        .put("updatedAt", Times.millis(birth.at()))
        .put("archived", false);
  }

  private static ObjectNode contact(Kind.Birth birth) {
    Dice dice = birth.dice();
    String name = Names.person(dice);
    String[] names = name.split(" ", -1);
    return Json.object()
        .put("email", Names.email(name, dice))
        .put("firstname", names[0])
        .put("lastname", names[1])
        .put("phone", dice.percent(40) ? null : "+1555" + dice.digits(7))
        .put("company", Names.company(dice))
        .put("jobtitle", dice.pick(List.of("Buyer", "Engineer", "Founder", "Head of Sales")))
        .put("lifecyclestage", dice.pick(STAGES));
  }

  private static void changeContact(ObjectNode tree, Dice dice) {
    if (dice.percent(50)) {
      set(tree, "phone", "+1555" + dice.digits(7));
    } else {
      set(tree, "lifecyclestage", dice.pick(STAGES));
    }
  }

  private static ObjectNode company(Kind.Birth birth) {
    Dice dice = birth.dice();
    String name = Names.company(dice);
    return Json.object()
        .put("domain", name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example.com")
        .put("name", name)
        .put("industry", dice.pick(List.of("RETAIL", "BANKING", "COMPUTER_SOFTWARE")))
        .put("city", dice.pick(List.of("Lisbon", "Oslo", "Porto", "Riga")))
        .put("numberofemployees", dice.digits(2))
        .put("lifecyclestage", dice.pick(STAGES));
  }

  private static ObjectNode deal(Kind.Birth birth) {
    Dice dice = birth.dice();
    ObjectNode deal = Json.object();
    deal.put("amount", dice.percent(10) ? null : dice.between(5, 900) + "00")
        .put("closedate", Times.millis(birth.at().plus(Duration.ofDays(dice.between(5, 90)))))
        .put("dealname", Names.company(dice) + " deal")
        .put("dealtype", dice.pick(List.of("newbusiness", "existingbusiness")));
    DealPipelines.enter(deal, dice);
    return deal;
  }

  private static ObjectNode ticket(Kind.Birth birth) {
    Dice dice = birth.dice();
    return Json.object()
        .put("content", "Reference " + dice.hex(12))
        .put("hs_pipeline", "0")
        .put("hs_pipeline_stage", Integer.toString(dice.between(1, 4)))
        .putNull("hs_ticket_category")
        .put("hs_ticket_priority", dice.pick(List.of("LOW", "MEDIUM", "HIGH")))
        .put("subject", dice.pick(List.of("Cannot log in", "Invoice", "Question", "Slow page")))
        .putNull("closed_date");
  }
}
