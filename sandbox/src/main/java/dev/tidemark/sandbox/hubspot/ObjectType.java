package dev.tidemark.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Row;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The types of CRM objects, each with the properties it has and those shown unasked. */
enum ObjectType {
  CONTACTS(
      "lastmodifieddate",
      List.of("email", "firstname", "lastname"),
      List.of("phone", "company", "jobtitle", "lifecyclestage", "hubspot_owner_id")),
  COMPANIES(
      "hs_lastmodifieddate",
      List.of("domain", "name"),
      List.of("industry", "city", "numberofemployees", "lifecyclestage", "hubspot_owner_id")),
  DEALS(
      "hs_lastmodifieddate",
      List.of("amount", "closedate", "dealname", "dealstage", "pipeline"),
      List.of("dealtype", "hubspot_owner_id")),
  TICKETS(
      "hs_lastmodifieddate",
      List.of(
          "content",
          "hs_pipeline",
          "hs_pipeline_stage",
          "hs_ticket_category",
          "hs_ticket_priority",
          "subject"),
      List.of("closed_date", "hubspot_owner_id"));

  private final String modified;

  @SuppressWarnings("ImmutableEnumChecker") // copied, and changed by nobody
  private final List<String> usual;

  @SuppressWarnings("ImmutableEnumChecker") // as above
  private final Set<String> known;

  ObjectType(String modified, List<String> usual, List<String> others) {
    this.modified = modified;
    this.usual = List.copyOf(usual);
    Set<String> all = new HashSet<>(usual);
    all.addAll(others);
    all.addAll(List.of("createdate", "hs_object_id", modified));
    this.known = Set.copyOf(all);
  }

  String collection() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The property that holds the time of the last change. */
  String modified() {
    return modified;
  }

  /** Refuses a property that such objects do not have. */
  String known(String property) {
    if (!known.contains(property)) {
      throw new IllegalArgumentException(
          "Property \"" + property + "\" does not exist on " + collection());
    }
    return property;
  }

  /** An object with the properties asked for; without any, the usual ones. */
  byte[] shown(Row row, List<String> asked) {
    ObjectNode tree = row.tree();
    JsonNode all = tree.path("properties");
    ObjectNode some = Json.object();
    Set<String> wanted = new LinkedHashSet<>(asked.isEmpty() ? usual : asked);
    wanted.addAll(List.of("createdate", "hs_object_id", modified));
    wanted.forEach(name -> some.set(name, all.get(known(name))));
    tree.set("properties", some);
    return Json.bytes(tree);
  }
}
