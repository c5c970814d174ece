package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Billing;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventsFeedTest {
  private final Billing billing = new Billing(2, Acme.NOON.getEpochSecond());

  private List<String> paths(Acme acme, int since) {
    List<Asked> asked = acme.provider().asked();
    return asked.subList(since, asked.size()).stream()
        .map(one -> one.path().replace("/v1/", "") + " " + one.parameter("after"))
        .toList();
  }

  @Test
  void appliesUpdatesAndDeletionsInOneRequestWhenThereAreFew() {
    Billing small = new Billing(100, Acme.NOON.getEpochSecond());
    try (Acme acme = Acme.with(Billing.MANIFEST, small::answer)) {
      small.create();
      small.create();
      Copy copy = acme.full("Thing", new Copy());
      small.pass(10);
      acme.advance(Duration.ofSeconds(10));
      small.update(0);
      small.update(1);
      small.delete(1);
      int before = acme.provider().asked().size();
      acme.increment("Thing", copy);

      assertThat(copy.records()).isEqualTo(small.truth());
      assertThat(copy.pages().get(1).tombstones()).containsExactly(new RecordKey("t00002"));
      assertThat(paths(acme, before)).containsExactly("events ", "things ");
    }
  }

  @Test
  void appliesTheOldestPageOfAFeedFirst() {
    try (Acme acme = Acme.with(Billing.MANIFEST, billing::answer)) {
      billing.create();
      Copy copy = acme.full("Thing", new Copy());
      billing.pass(10);
      acme.advance(Duration.ofSeconds(10));
      for (int i = 0; i < 5; i++) {
        billing.update(0);
      }
      int before = acme.provider().asked().size();
      acme.increment("Thing", copy);

      assertThat(copy.records()).isEqualTo(billing.truth());
      // Six events: that of the creation, which is as old as the mark, and five updates.
      assertThat(paths(acme, before))
          .containsExactly(
              "events ",
              "events e000005",
              "events e000003",
              "events e000005",
              "events ",
              "things ");
    }
  }

  @Test
  void knowsTheStateBeforeTheFullPassBegan() {
    try (Acme acme = Acme.with(Billing.MANIFEST, billing::answer)) {
      billing.create();
      billing.create();
      billing.create();
      Copy copy = new Copy();
      try (ModelReader reader = acme.open("Thing", true, Optional.empty())) {
        copy.store((Fetched.Page) reader.next());
        billing.pass(1);
        // On a page that has been read.
        billing.update(2);
        copy.store((Fetched.Page) reader.next());
      }
      acme.advance(Duration.ofDays(1));
      acme.increment("Thing", copy);

      assertThat(copy.records()).isEqualTo(billing.truth());
    }
  }

  @Test
  void asksForAFullPassWhenTheEventsAreNoLongerKept() {
    try (Acme acme = Acme.with(Billing.MANIFEST, billing::answer)) {
      Copy copy = acme.full("Thing", new Copy());
      acme.advance(Duration.ofDays(30));
      try (ModelReader reader = acme.open("Thing", false, copy.checkpoint())) {
        assertThat(((Fetched.Failed) reader.next()).failure())
            .isEqualTo(
                new FetchFailure.CheckpointExpired(
                    "Acme Thing: the events since the checkpoint are no longer kept"));
      }
      assertThat(acme.provider().asked()).hasSize(2);
    }
  }

  @Test
  void staysCurrentHoweverLongNothingHappens() {
    try (Acme acme = Acme.with(Billing.MANIFEST, billing::answer)) {
      billing.create();
      Copy copy = acme.full("Thing", new Copy());
      for (int i = 0; i < 4; i++) {
        acme.advance(Duration.ofDays(20));
        billing.pass(Duration.ofDays(20).toSeconds());
        acme.increment("Thing", copy);
      }
      billing.update(0);
      acme.increment("Thing", copy);

      assertThat(copy.records()).isEqualTo(billing.truth());
    }
  }

  @Test
  void leavesOutWhatHappenedToOtherThings() {
    String manifest = Billing.MANIFEST.replace("[thing.created, thing.updated]", "[thing.created]");
    try (Acme acme = Acme.with(manifest, billing::answer)) {
      Copy copy = acme.full("Thing", new Copy());
      billing.create();
      billing.pass(5);
      billing.update(0);
      acme.increment("Thing", copy);

      assertThat(copy.pages().get(1).records())
          .extracting(data -> data.json())
          .isNotEmpty()
          .allMatch(json -> json.contains("\"version\":1"));
    }
  }

  @Test
  void takesAnEventWhoseObjectTheManifestCannotReadForInvalidData() {
    String adding =
        "transformations: [{type: AddFields, fields: "
            + "[{path: [next], value: \"{{ record['version'] + 1 }}\"}]}]\n    ";
    String manifest = Billing.MANIFEST.replace("x-tidemark-events:", adding + "x-tidemark-events:");
    try (Acme acme =
        Acme.with(
            manifest,
            asked ->
                asked.path().endsWith("/events") && !asked.parameter("since").equals("0")
                    ? Answer.ok(
                        "{\"data\":[{\"id\":\"e\",\"created\":1,\"type\":\"thing.updated\","
                            + "\"data\":{\"object\":{\"id\":\"t\",\"version\":{}}}}],\"has_more\":false}")
                    : billing.answer(asked))) {
      billing.create();
      Copy copy = acme.full("Thing", new Copy());
      try (ModelReader reader = acme.open("Thing", false, copy.checkpoint())) {
        assertThat(((Fetched.Failed) reader.next()).failure())
            .isInstanceOf(FetchFailure.InvalidData.class);
      }
    }
  }

  @Test
  void givesUpOnAFeedThatIsLongerThanACheckpointCanTell() {
    try (Acme acme =
        Acme.with(
            Billing.MANIFEST,
            asked ->
                asked.path().endsWith("/events") && !asked.parameter("since").equals("0")
                    ? endless(asked)
                    : billing.answer(asked))) {
      billing.create();
      Copy copy = acme.full("Thing", new Copy());
      try (ModelReader reader = acme.open("Thing", false, copy.checkpoint())) {
        Fetched fetched = reader.next();
        while (fetched instanceof Fetched.Page) {
          fetched = reader.next();
        }
        assertThat(((Fetched.Failed) fetched).failure())
            .isInstanceOf(FetchFailure.CheckpointExpired.class);
      }
    }
  }

  private static Answer endless(Asked asked) {
    String id = "x".repeat(20_000) + asked.parameter("after").length();
    return Answer.ok(
        "{\"data\":[{\"id\":\""
            + asked.parameter("after").length()
            + id
            + "\",\"created\":1,\"type\":\"t\",\"data\":{\"object\":{}}}],\"has_more\":true}");
  }
}
