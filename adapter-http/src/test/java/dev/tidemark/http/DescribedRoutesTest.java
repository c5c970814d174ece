package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.ApiDocument.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescribedRoutesTest {
  @Test
  void describesEveryRouteAndServesEverythingThatIsDescribed() {
    try (World world = new World()) {
      List<String> described = ApiDocument.OURS.operations().stream().map(Operation::name).toList();
      assertThat(world.server.routes()).containsExactlyInAnyOrderElementsOf(described);
    }
  }
}
