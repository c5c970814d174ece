package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.store.StorageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says while the store cannot answer. */
class OutageLogTest {
  private static final String LIST = "/api/integrations";
  private static final String STATUS = "/api/integrations/sync-status?provider=stripe";

  private final Logger logger = Logger.getLogger("dev.tidemark.http");
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
          lines.add(line.getLevel() + " " + formatter.formatMessage(line));
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
    logger.setLevel(Level.FINE);
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
    logger.setLevel(null);
    world.close();
  }

  private void away(String why) {
    world.store.fail(() -> new StorageException(why, new Exception()));
  }

  private void back() {
    world.store.fail(null);
  }

  private void later(int seconds) {
    world.now.updateAndGet(now -> now.plusSeconds(seconds));
  }

  private String refused(String path) {
    Reply reply = world.http().get(path);
    assertThat(reply.status()).isEqualTo(503);
    return reply.header("X-Request-Id") + ": GET " + path.replaceFirst("\\?.*", "") + " failed";
  }

  private List<String> told() {
    return lines.stream().filter(line -> !line.startsWith("FINE")).toList();
  }

  @Test
  void tellsThatItBeginsThatItIsOverAndACountInBetween() {
    away("gone");
    String first = refused(LIST);
    for (int i = 0; i < 29; i++) {
      later(1);
      refused(LIST);
    }
    assertThat(told()).containsExactly("WARNING " + first + "; more like it are only counted");

    later(1);
    refused(STATUS);
    refused(STATUS);
    assertThat(told()).hasSize(2).last().isEqualTo("WARNING 30 more requests were refused: gone");

    back();
    later(1);
    assertThat(world.http().get(LIST).status()).isEqualTo(200);
    assertThat(world.http().get(LIST).status()).isEqualTo(200);
    assertThat(told())
        .hasSize(3)
        .last()
        .isEqualTo("INFO requests are answered again; within 30 s 32 were refused: gone");

    away("gone");
    refused(LIST);
    assertThat(told()).as("the next time").hasSize(4);
  }

  @Test
  void hasALineForEachRequestThatIsRefused() {
    away("gone");
    List<String> refused = List.of(refused(LIST), refused(LIST), refused(STATUS));

    assertThat(lines)
        .containsExactly(
            "WARNING " + refused.get(0) + "; more like it are only counted",
            "FINE " + refused.get(1),
            "FINE " + refused.get(2));
  }

  @Test
  void isNotOverWhileRequestsAreRefusedOrOthersAreAnswered() {
    away("gone");
    refused(LIST);
    later(5);
    world.http().get("/health/live");
    back();
    world.http().get(STATUS);
    away("gone");
    refused(LIST);
    back();
    world.http().get(LIST);

    assertThat(told()).hasSize(1);
  }

  @Test
  void tellsEachReasonByItself() {
    for (int i = 0; i < 3; i++) {
      away("gone");
      refused(LIST);
      away("full");
      refused(LIST);
    }
    assertThat(told()).hasSize(2);
  }

  @Test
  void logsAnUnreadyServerOnceAndNotForEveryCheck() {
    world.readyTrouble.set(new StorageException("gone", new Exception()));
    for (int i = 0; i < 3; i++) {
      assertThat(world.http().get("/health/ready").status()).isEqualTo(503);
    }
    world.readyTrouble.set(null);
    for (int i = 0; i < 2; i++) {
      assertThat(world.http().get("/health/ready").status()).isEqualTo(200);
    }
    assertThat(told())
        .containsExactly(
            "WARNING the check whether the server is ready failed",
            "INFO the check whether the server is ready works again");
  }
}
