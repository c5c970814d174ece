package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Billing;
import dev.tidemark.domain.sync.Checkpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Increments read the last ten minutes of the feed again; see that no harm comes of it. */
class EventsWindowTest {
  private static final String MANIFEST =
      Billing.MANIFEST.replace(
          "datetime_format: \"%s\"\n", "datetime_format: \"%s\"\n    lookback_window: PT10M\n");

  private Billing billing = new Billing(2, Acme.NOON.getEpochSecond());
  private Acme acme = Acme.with(MANIFEST, asked -> billing.answer(asked));
  private final Copy copy = new Copy();
  private int updated;

  @AfterEach
  void stop() {
    acme.close();
  }

  private static int version(String json) {
    try {
      return Json.parse(json).path("version").asInt();
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  /** Stores a page as an engine would: counts what differs, and lets nothing go back. */
  private void store(Fetched.Page page) {
    Map<String, String> before = new TreeMap<>(copy.records());
    copy.store(page);
    before.forEach((key, json) -> {
      String now = copy.records().get(key);
      if (now != null && !now.equals(json)) {
        updated++;
        assertThat(version(now)).as(key).isGreaterThan(version(json));
      }
    });
  }

  private int increment(int dieAfter) {
    updated = 0;
    boolean last = false;
    while (!last) {
      try (ModelReader reader = acme.open("Thing", false, copy.checkpoint())) {
        for (int i = 0; i < dieAfter && !last; i++) {
          Fetched.Page page = (Fetched.Page) reader.next();
          store(page);
          last = page.last();
        }
      }
    }
    return updated;
  }

  private int increment() {
    return increment(Integer.MAX_VALUE);
  }

  private void fill() {
    for (int i = 0; i < 4; i++) {
      billing.create();
    }
    passMinutes(20);
    // The listing is read by creation, and of these tells an increment the last one only.
    billing.create();
    acme.full("Thing", copy);
    passMinutes(20);
  }

  private void passMinutes(int minutes) {
    acme.advance(Duration.ofMinutes(minutes));
    billing.pass(60L * minutes);
  }

  private void change(int... which) {
    for (int one : which) {
      billing.update(one);
      billing.pass(5);
    }
  }

  @Test
  void changesNothingWithoutNews() {
    fill();
    change(0, 1, 2, 0, 3, 1, 0);

    assertThat(increment()).isEqualTo(4);
    assertThat(copy.records()).isEqualTo(billing.truth());
    for (int i = 0; i < 3; i++) {
      int pages = copy.pages().size();
      assertThat(increment()).isZero();
      assertThat(copy.pages().subList(pages, copy.pages().size()))
          .flatExtracting(Fetched.Page::records)
          .extracting(data -> data.key().value())
          .containsExactly("t00005");
    }
  }

  @Test
  void neverGoesBackWhereverItIsInterrupted() {
    fill();
    for (int pages = 1; pages < 5; pages++) {
      change(0, 1, 2, 0, 3, 1, 0);
      assertThat(increment(pages)).isEqualTo(4);
      assertThat(copy.records()).isEqualTo(billing.truth());
      assertThat(increment(pages)).isZero();
    }
  }

  @Test
  void takesUpALateEvent() {
    fill();
    change(0);
    billing.update(1);
    billing.withhold();
    change(2, 3, 2);
    increment();
    assertThat(copy.records()).isNotEqualTo(billing.truth());

    billing.tell();

    assertThat(increment()).isEqualTo(1);
    assertThat(copy.records()).isEqualTo(billing.truth());
  }

  @Test
  void passesOverALateEventThatANewerOneOvertook() {
    fill();
    change(0);
    billing.update(1);
    billing.withhold();
    change(2, 1, 3);
    increment();
    billing.tell();

    assertThat(increment()).isZero();
    assertThat(copy.records()).isEqualTo(billing.truth());
  }

  @Test
  void keepsWhatAFullPassSawThatNoEventTold() {
    fill();
    change(0);
    billing.update(0);
    billing.withhold();
    acme.full("Thing", copy);

    assertThat(increment()).isZero();
    assertThat(copy.records()).isEqualTo(billing.truth());
  }

  @Test
  void goesOnFromACheckpointThatKnowsNoEvents() throws IOException {
    fill();
    change(0, 1, 2, 0, 3, 1, 0);
    increment();
    ObjectNode old = (ObjectNode) Json.parse(copy.checkpoint().orElseThrow().value());
    assertThat(old.path("mark").has("known")).isTrue();
    old.withObject("/mark").remove("known");
    Fetched.Page last = copy.pages().getLast();
    copy.pages()
        .set(
            copy.pages().size() - 1,
            new Fetched.Page(last.records(), List.of(), new Checkpoint(Json.canonical(old)), true));

    assertThat(increment()).isZero();
    assertThat(copy.records()).isEqualTo(billing.truth());
  }

  @Test
  void staysCurrentAndBoundedWhenTheWindowIsFull() {
    billing = new Billing(100, Acme.NOON.getEpochSecond());
    for (int i = 0; i < 3500; i++) {
      billing.create();
    }
    acme.full("Thing", copy);
    passMinutes(20);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3500; i++) {
        billing.update(i);
        if (i % 35 == 0) {
          billing.pass(1);
        }
      }
    }
    acme.increment("Thing", copy);
    assertThat(copy.records()).isEqualTo(billing.truth());
    acme.increment("Thing", copy);
    assertThat(copy.records()).isEqualTo(billing.truth());
    Optional<Integer> longest =
        copy.pages().stream().map(page -> page.checkpoint().value().length()).max(Integer::compare);
    assertThat(longest.orElseThrow()).isBetween(40_000, 200_000);
  }
}
