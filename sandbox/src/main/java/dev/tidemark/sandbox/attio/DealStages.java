package dev.tidemark.sandbox.attio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Dice;
import java.util.List;

/** The statuses that the stage of a deal can have, in every workspace. */
final class DealStages {
  private static final String ATTRIBUTE = "41252299-f8c7-4b5e-99c9-4ff8321d2f96";

  /** {@code target} is how long a deal should have it; empty if that does not matter. */
  private record Stage(String id, String title, boolean celebrated, String target) {}

  private static final List<Stage> ALL =
      List.of(
          new Stage("11f07f01-c10f-4e05-a522-33e050bc52ee", "Lead", false, "P0Y0M7DT0H0M0S"),
          new Stage("2d4b1f6e-8c1a-4f0b-9a77-6f0c5e1b3d02", "In Progress", false, "P0Y1M0DT0H0M0S"),
          new Stage("3e5c2a7f-9d2b-4a1c-8b88-7a1d6f2c4e03", "Won 🎉", true, ""),
          new Stage("4f6d3b80-ae3c-4b2d-9c99-8b2e7a3d5f04", "Lost", false, ""));

  private DealStages() {}

  /** As the API lists them, in the order of a board. */
  static List<byte[]> json() {
    return ALL.stream().map(stage -> Json.bytes(shown(stage))).toList();
  }

  /** Any of them, as a deal shows it. */
  static ObjectNode any(Dice dice) {
    return shown(dice.pick(ALL));
  }

  private static ObjectNode shown(Stage stage) {
    ObjectNode status = Json.object();
    status
        .putObject("id")
        .put("workspace_id", AttioShapes.WORKSPACE)
        .put("object_id", AttioShapes.OBJECTS.get("deals"))
        .put("attribute_id", ATTRIBUTE)
        .put("status_id", stage.id());
    return status
        .put("title", stage.title())
        .put("is_archived", false)
        .put("celebration_enabled", stage.celebrated())
        .put("target_time_in_status", stage.target().isEmpty() ? null : stage.target());
  }
}
