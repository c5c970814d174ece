package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators find in the log. */
class AdminLogTest {
  private final Logger logger = Logger.getLogger("dev.tidemark.http.exchange.Exchange");
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private World world;

  @BeforeEach
  void start() {
    world = new World();
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
    world.close();
  }

  @Test
  void writesTheIdOfEveryErrorOfTheAdminSurface() {
    Reply refused = world.http().get("/v1/admin/composio/sync/status");
    Reply unknown = world.http().get("/v1/admin/nothing");

    assertThat(lines)
        .containsExactly(
            refused.header("X-Request-Id")
                + ": 401 AUTHENTICATION_REQUIRED: Authentication required. Please provide a valid"
                + " API key.",
            unknown.header("X-Request-Id") + ": 404 NOT_FOUND: There is nothing at this path");
  }

  @Test
  void keepsSilentOfErrorsOfOtherSurfaces() {
    assertThat(world.http().get("/api/nothing").status()).isEqualTo(404);

    assertThat(lines).isEmpty();
  }
}
