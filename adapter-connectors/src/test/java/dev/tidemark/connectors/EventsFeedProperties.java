package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Billing;
import dev.tidemark.domain.sync.Checkpoint;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever happens at the provider while it is read, wherever readers die, and whatever our clock
 * says: once the provider is quiet, one more increment makes the copy equal to it.
 */
class EventsFeedProperties {

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theCopyBecomesEqualToTheProvider(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int pageSize,
      @ForAll @IntRange(min = -30, max = 30) int clockSkewMinutes) {
    Random dice = new Random(seed);
    Billing billing =
        new Billing(pageSize, Acme.NOON.plusSeconds(60L * clockSkewMinutes).getEpochSecond());
    try (Acme acme = Acme.with(Billing.MANIFEST, billing::answer)) {
      something(dice, billing, acme, dice.nextInt(12));
      Copy copy = fullPass(dice, billing, acme);
      for (int i = 0; i < 3; i++) {
        something(dice, billing, acme, dice.nextInt(15));
        pass(dice, billing, acme, false, copy, 0.3);
      }
      acme.increment("Thing", copy);

      assertThat(copy.records()).isEqualTo(billing.truth());
    }
  }

  /** A full pass, and the sweep that an engine does after it. */
  private static Copy fullPass(Random dice, Billing billing, Acme acme) {
    Copy copy = new Copy();
    copy.records().put("t99999", "{\"stale\":true}");
    pass(dice, billing, acme, true, copy, 0.3);
    Set<String> seen = new HashSet<>();
    copy.pages().forEach(page -> page.records().forEach(data -> seen.add(data.key().value())));
    copy.records().keySet().retainAll(seen);
    return copy;
  }

  /** One pass, in the course of which things happen and readers die. */
  private static void pass(
      Random dice, Billing billing, Acme acme, boolean full, Copy copy, double unrest) {
    Optional<Checkpoint> start = full ? Optional.empty() : copy.checkpoint();
    boolean last = false;
    while (!last) {
      try (ModelReader reader = acme.open("Thing", full, start)) {
        do {
          if (dice.nextDouble() < unrest) {
            something(dice, billing, acme, 1 + dice.nextInt(2));
          }
          Fetched.Page page = (Fetched.Page) reader.next();
          copy.store(page);
          last = page.last();
        } while (!last && dice.nextDouble() < 0.7);
      }
      start = copy.checkpoint();
    }
  }

  private static void something(Random dice, Billing billing, Acme acme, int often) {
    for (int i = 0; i < often; i++) {
      int seconds = dice.nextInt(3);
      billing.pass(seconds);
      acme.advance(Duration.ofSeconds(seconds));
      switch (dice.nextInt(4)) {
        case 0 -> billing.create();
        case 1 -> billing.delete(dice.nextInt(100));
        default -> billing.update(dice.nextInt(100));
      }
    }
  }
}
