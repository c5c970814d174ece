package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Mailbox;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.sync.Checkpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A copy kept by a log of changes is what is there, wherever a pass was cut off. */
class ChangesLogProperties {

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void keepsACopyThatIsWhatIsThere(
      @ForAll @IntRange(min = 1, max = 4) int pageSize,
      @ForAll @IntRange(max = 130) int first,
      @ForAll @Size(max = 40) List<@IntRange(max = 200) Integer> between,
      @ForAll @Size(max = 90) List<@IntRange(max = 200) Integer> later,
      @ForAll @Size(5) List<@IntRange(min = 1, max = 2) Integer> stretches) {
    Mailbox mailbox = new Mailbox(pageSize * 10);
    IntStream.range(0, first).forEach(n -> mailbox.put("m" + n));
    try (Acme acme = Acme.with(Mailbox.MANIFEST, mailbox::answer)) {
      Copy copy = new Copy();
      read(acme, copy, true, stretches, () -> change(mailbox, between));
      change(mailbox, later);
      read(acme, copy, false, stretches, () -> {});

      assertThat(copy.records()).isEqualTo(mailbox.truth());
    }
  }

  /** Runs the change once, after the first page. */
  private static void read(
      Acme acme, Copy copy, boolean full, List<Integer> stretches, Runnable change) {
    Optional<Checkpoint> at = full ? Optional.empty() : copy.checkpoint();
    boolean last = false;
    for (int i = 0; !last; i++) {
      try (ModelReader reader = acme.open("Message", full, at)) {
        for (int page = 0; page < stretches.get(i % 5) && !last; page++) {
          Fetched.Page fetched = (Fetched.Page) reader.next();
          copy.store(fetched);
          last = fetched.last();
          if (i + page == 0) {
            change.run();
          }
        }
      }
      at = copy.checkpoint();
    }
  }

  private static void change(Mailbox mailbox, List<Integer> changes) {
    for (int change : changes) {
      if (change % 4 == 0) {
        mailbox.delete("m" + change);
      } else {
        mailbox.put("m" + change);
      }
    }
  }

  @Example
  void takesAMessageThatIsGoneMeanwhileForDeleted() {
    Mailbox mailbox = new Mailbox(10);
    mailbox.put("kept");
    mailbox.put("gone");
    try (Acme acme = Acme.with(Mailbox.MANIFEST, mailbox::answer)) {
      Copy copy = acme.full("Message", new Copy());
      mailbox.put("gone");
      mailbox.vanish("gone");
      acme.increment("Message", copy);

      assertThat(copy.records().keySet()).containsExactly("kept");
    }
  }

  @Example
  void readsEachMessageOnceHoweverOftenItChanged() {
    Mailbox mailbox = new Mailbox(10);
    try (Acme acme = Acme.with(Mailbox.MANIFEST, mailbox::answer)) {
      Copy copy = acme.full("Message", new Copy());
      IntStream.range(0, 8).forEach(n -> mailbox.put("m"));
      int before = acme.provider().asked().size();
      acme.increment("Message", copy);

      assertThat(acme.provider().asked().stream().skip(before))
          .extracting(asked -> asked.path() + asked.parameter("since"))
          .containsExactly("/history0", "/messages/m");
    }
  }

  @Example
  void needsAFullPassWhenTheLogNoLongerReachesBack() {
    Mailbox mailbox = new Mailbox(10);
    mailbox.put("m");
    try (Acme acme = Acme.with(Mailbox.MANIFEST, mailbox::answer)) {
      Copy copy = acme.full("Message", new Copy());
      mailbox.put("n");
      mailbox.forget();
      try (ModelReader reader = acme.open("Message", false, copy.checkpoint())) {
        assertThat(((Fetched.Failed) reader.next()).failure())
            .isEqualTo(new FetchFailure.CheckpointExpired("Acme answered 404 to Message: too old"));
      }
    }
  }
}
