package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.ApiDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescribedRoutesTest {
  /** Described, and served as soon as their resources are among those of {@link World}. */
  private static final List<String> NOT_SERVED_YET =
      List.of(
          "GET /api/integrations/capabilities",
          "POST /api/integrations/setup-step",
          "GET /api/integrations/connect/status",
          "GET /connect/{session}",
          "POST /connect/{session}",
          "GET /connect/callback/{provider}",
          "POST /webhooks/{provider}/{connectionId}");

  @Test
  void describesEveryRouteAndServesEverythingThatIsDescribed() {
    try (World world = new World()) {
      List<String> described = ApiDocument.OURS.operations().stream().map(Operation::name).toList();
      assertThat(described).containsAll(world.server.routes());

      List<String> missing = new ArrayList<>(described);
      missing.removeAll(world.server.routes());
      missing.removeAll(NOT_SERVED_YET);
      assertThat(missing).isEmpty();
    }
  }
}
