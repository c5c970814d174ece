package dev.tidemark.server.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.SyncStatus;
import dev.tidemark.sandbox.RateLimit;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.server.providers.ProviderCase.Twin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every provider must stand: whatever happens on the way, in the end the store holds what the
 * provider holds, to the record.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tidemark.server.providers.ProviderCases#all")
final class ProvidersTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(50);

  /** So much history is read in few pages, and yet in more than one. */
  private static final double SMALL = 0.6;

  @Parameter ProviderCase subject;

  private Rig rig;

  private void start(double size, double growth) {
    rig = new Rig(subject.provider(), size, growth);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void connected() {
    assertThat(rig.connect(rig.control.connection())).isInstanceOf(CredentialCheck.Accepted.class);
    rig.settle(PATIENCE);
  }

  private void succeeded() {
    assertThat(rig.statuses().values()).as("%s", rig.statuses()).containsOnly("SUCCESS");
  }

  private Twin twin(Model model) {
    Twin twin = subject.twins().get(model.name());
    assertThat(twin).as("the twin of " + model.name()).isNotNull();
    return twin;
  }

  private Map<String, ObjectNode> atProvider(Model model) {
    Twin twin = twin(model);
    Map<String, ObjectNode> objects = new HashMap<>();
    for (ObjectNode object : rig.control.data().objects(twin.collection())) {
      ObjectNode shown = twin.shown().apply(object);
      assertThat(objects.put(twin.identify(shown), shown)).isNull();
    }
    return objects;
  }

  private Map<String, ObjectNode> stored(Model model) {
    Map<String, ObjectNode> records = new HashMap<>();
    rig.records(model)
        .values()
        .forEach(record -> records.put(twin(model).identify(record), record));
    return records;
  }

  /** A record may have more fields than the object: those that the connector lifts out of it. */
  private void storeEqualsProvider() {
    for (Model model : rig.provider.models()) {
      Map<String, ObjectNode> expected = atProvider(model);
      Map<String, ObjectNode> records = stored(model);
      assertThat(rig.records(model)).as("keys of " + model.name()).hasSameSizeAs(records);
      assertThat(records.keySet())
          .as("records of " + model.name())
          .containsExactlyInAnyOrderElementsOf(expected.keySet());
      expected.forEach((identity, object) -> {
        ObjectNode record = records.get(identity).deepCopy();
        record.retain(names(object));
        assertThat(record).as(model.name() + " " + identity).isEqualTo(object);
      });
    }
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void readsEverythingFirst() {
    start(SMALL, 0);
    connected();
    succeeded();
    storeEqualsProvider();
    for (Model model : rig.provider.models()) {
      assertThat(rig.lastRun(model).full()).as(model.name().value()).isTrue();
    }
    assertThat(rig.records(model(subject.largest())).size()).isGreaterThan(20);
  }

  private Model model(ModelName name) {
    return rig.provider.models().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void followsWhatHappensThere() {
    start(SMALL, 4);
    connected();
    Map<ModelName, Map<String, ObjectNode>> before = new HashMap<>();
    rig.provider.models().forEach(model -> before.put(model.name(), atProvider(model)));

    rig.clock.advance(HOUR.plusMinutes(5));
    rig.settle(PATIENCE);
    succeeded();

    int added = 0;
    int changed = 0;
    int gone = 0;
    for (Model model : rig.provider.models()) {
      assertThat(rig.lastRun(model).full())
          .as("a full pass of " + model.name())
          .isEqualTo(!model.incremental());
      Map<String, ObjectNode> now = atProvider(model);
      Map<String, ObjectNode> then = before.get(model.name());
      added += (int) now.keySet().stream().filter(id -> !then.containsKey(id)).count();
      gone += (int) then.keySet().stream().filter(id -> !now.containsKey(id)).count();
      changed +=
          (int)
              now.keySet().stream()
                  .filter(then::containsKey)
                  .filter(id -> !now.get(id).equals(then.get(id)))
                  .count();
    }
    assertThat(added).as("objects that came").isPositive();
    assertThat(changed).as("objects that changed").isPositive();
    assertThat(gone).as("objects that went").isPositive();

    // What vanished without a word is found by the full pass that such a model needs.
    if (rig.provider.models().stream().anyMatch(model -> model.fullPassEvery() != null)) {
      rig.trigger(true);
      succeeded();
    }
    storeEqualsProvider();
  }

  @Test
  void forgetsWhatWasDeletedByHand() {
    start(SMALL, 0);
    connected();
    int deleted = 0;
    for (Model model : rig.provider.models()) {
      deleted += deleteOne(twin(model)) ? 1 : 0;
    }
    assertThat(deleted).as("models whose records can be deleted").isPositive();

    rig.clock.advance(HOUR.plusMinutes(5));
    rig.settle(PATIENCE);
    if (rig.provider.models().stream().anyMatch(model -> model.fullPassEvery() != null)) {
      rig.trigger(true);
    }
    succeeded();
    storeEqualsProvider();
  }

  /** Tries objects until the provider lets one go. */
  private boolean deleteOne(Twin twin) {
    int before = rig.control.data().objects(twin.collection()).size();
    for (ObjectNode object : rig.control.data().objects(twin.collection())) {
      try {
        rig.control.data().delete(twin.collection(), twin.id(twin.shown().apply(object)));
      } catch (IllegalArgumentException | NoSuchElementException e) {
        continue;
      }
      if (rig.control.data().objects(twin.collection()).size() < before) {
        return true;
      }
    }
    return false;
  }

  @Test
  void waitsForARateLimitInTheMiddle() {
    start(SMALL, 0);
    rig.control.rateLimit(new RateLimit(4, Duration.ofSeconds(30)));
    connected();
    assertThat(rig.events(SyncEvent.RunSuspended.class)).isNotEmpty();
    succeeded();
    storeEqualsProvider();
  }

  @Test
  void comesBackAfterAnError() {
    start(SMALL, 0);
    rig.control.inject(afterTheCheck(new Effect.Status(503, null, null)).times(2));
    connected();
    assertThat(rig.events(SyncEvent.RunSuspended.class)).isNotEmpty();
    succeeded();
    storeEqualsProvider();
  }

  @Test
  void takesNothingFromAnAnswerThatIsCutOff() {
    start(SMALL, 0);
    rig.control.inject(afterTheCheck(new Effect.Truncate()).times(1));
    rig.control.inject(
        afterTheCheck(new Effect.Malformed()).nth(rig.requestsToConnect() + 3).times(1));
    connected();
    // A run that is read partition by partition may meet both before it is suspended.
    assertThat(rig.control.faults()).allMatch(fault -> fault.applied() == 1);
    assertThat(rig.events(SyncEvent.RunSuspended.class)).isNotEmpty();
    succeeded();
    storeEqualsProvider();
  }

  private Fault afterTheCheck(Effect effect) {
    return Fault.always(effect).nth(rig.requestsToConnect() + 2);
  }

  @Test
  void saysThatCredentialsWereRevoked() {
    start(SMALL, 0);
    connected();
    Map<ModelName, Instant> last = new HashMap<>();
    rig.provider.models().forEach(model -> last.put(model.name(), lastSynced(model).orElseThrow()));
    rig.control.revoke();
    rig.clock.advance(HOUR.plusMinutes(5));
    rig.runDue();
    assertThat(rig.connected()).isFalse();
    assertThat(rig.statuses().values()).containsOnly("FAILED: credentials rejected; reconnect");
    rig.provider
        .models()
        .forEach(model -> assertThat(lastSynced(model)).contains(last.get(model.name())));
    assertThat(rig.connect(rig.control.connection())).isInstanceOf(CredentialCheck.Rejected.class);

    rig.control.restore();
    connected();
    succeeded();
    assertThat(rig.connected()).isTrue();
    storeEqualsProvider();
  }

  private Optional<Instant> lastSynced(Model model) {
    SyncStatus status = rig.status(model);
    return Optional.ofNullable(status.lastSyncedAt());
  }

  @Test
  void readsTenThousandRecords() {
    start(40, 0);
    connected();
    succeeded();
    assertThat(rig.records(model(subject.largest())).size()).isGreaterThanOrEqualTo(10_000);
    storeEqualsProvider();
  }

  @Test
  void knowsATwinForEveryModel() {
    start(SMALL, 0);
    assertThat(rig.provider.models().stream().map(Model::name).toList())
        .containsExactlyInAnyOrderElementsOf(subject.twins().keySet());
    assertThat(List.copyOf(subject.twins().values())).isNotEmpty();
  }
}
