package dev.tidemark.sandbox.small;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of record that a small emulator has: how such records look, how many there are, and what
 * becomes of them.
 */
public final class Kind {
  /** Makes the id of the {@code number}-th record, counted from 0. */
  @FunctionalInterface
  public interface Ids {
    String make(Dice dice, long number);
  }

  /** Makes a record as the provider shows it. */
  @FunctionalInterface
  public interface Maker {
    ObjectNode make(Birth birth);
  }

  /** Changes what people change about a record, in place. */
  @FunctionalInterface
  public interface Change {
    void apply(ObjectNode tree, Dice dice);
  }

  /** Writes into a record, in place, when it was changed or removed. */
  @FunctionalInterface
  public interface Stamp {
    void put(ObjectNode tree, Instant at);
  }

  /** What a new record is made from; {@code world} holds what it may refer to. */
  public record Birth(String id, long number, Instant at, Dice dice, SmallWorld world) {}

  /** Records of one kind that belong to one of another, as a key field of theirs tells. */
  record Owned(String collection, String keyField) {}

  /** Changes the owner of a record that came, changed or went, in place. */
  @FunctionalInterface
  public interface Touch {
    void apply(ObjectNode owner, ObjectNode member);
  }

  /** The owner that a record makes, changes and takes with it, known by a key field. */
  record Within(String collection, String keyField, Touch touch) {}

  /** Something that happens to each record some time after it came. */
  record FollowUp(Duration every, String keyField, String value, Change how) {}

  private static final Stamp NOTHING = (tree, at) -> {};

  private final String collection;
  private final Ids ids;
  private final Maker maker;
  private final List<Owned> owned = new ArrayList<>();
  private int history;
  private boolean scaled = true;
  private Optional<Duration> addedEvery = Optional.empty();
  private Optional<Duration> changedEvery = Optional.empty();
  private Optional<Duration> removedEvery = Optional.empty();
  private Optional<Duration> vanishedEvery = Optional.empty();
  private Change change = (tree, dice) -> {};
  private Stamp updated = NOTHING;
  private Optional<Stamp> removal = Optional.empty();
  private boolean permanent;
  private Optional<FollowUp> followUp = Optional.empty();
  private Optional<Within> within = Optional.empty();
  private Optional<String> revision = Optional.empty();
  private Optional<Owned> touched = Optional.empty();
  private List<String> keys = List.of();
  private Set<String> fixed = Set.of("id");

  private Kind(String collection, Ids ids, Maker maker) {
    this.collection = collection;
    this.ids = ids;
    this.maker = maker;
  }

  /** A kind whose records stay as they are, until more is said. */
  public static Kind of(String collection, Ids ids, Maker maker) {
    return new Kind(collection, ids, maker);
  }

  /** So many are there at the epoch, at size 1. */
  public Kind history(int count) {
    history = count;
    return this;
  }

  /** So many are there at the epoch, whatever the size. */
  public Kind always(int count) {
    history = count;
    scaled = false;
    return this;
  }

  /** After the epoch one more comes every so often, at growth 1. */
  public Kind added(Duration every) {
    addedEvery = Optional.of(every);
    return this;
  }

  /** One is changed every so often; a quarter as many changes as records are history. */
  public Kind changed(Duration every, Change how) {
    changedEvery = Optional.of(every);
    change = how;
    return this;
  }

  /** What every change leaves in a record, those by hand included. */
  public Kind stamped(Stamp stamp) {
    updated = stamp;
    return this;
  }

  /** One is removed every so often, of which nothing stays. */
  public Kind removed(Duration every) {
    removedEvery = Optional.of(every);
    return this;
  }

  /** One is removed every so often, whose remains stay with this written into them. */
  public Kind removed(Duration every, Stamp remains) {
    removal = Optional.of(remains);
    return removed(every);
  }

  /** None can be removed by hand: the provider's users cannot do it either. */
  public Kind permanent() {
    permanent = true;
    return this;
  }

  /** One vanishes every so often without a trace, although a removal would leave one. */
  public Kind vanished(Duration every) {
    vanishedEvery = Optional.of(every);
    return this;
  }

  /**
   * As often as records come, and a little after each, the oldest one whose key field has this
   * value is changed; the change should give the field another.
   */
  public Kind followed(Duration every, String keyField, String value, Change how) {
    followUp = Optional.of(new FollowUp(every, keyField, value, how));
    return this;
  }

  /**
   * Each record has an owner of another kind, named in a key field: it comes with its first member,
   * is touched with each of them, and goes with the last.
   */
  public Kind within(String ownerCollection, String keyField, Touch touch) {
    within = Optional.of(new Within(ownerCollection, keyField, touch));
    return this;
  }

  /** Each state holds, in this field, the number of its entry in the journal, as a text. */
  public Kind revised(String field) {
    revision = Optional.of(field);
    return this;
  }

  /** Fields that lists filter by, inner ones as in {@code account.id}. */
  public Kind keys(String... fields) {
    keys = List.of(fields);
    return this;
  }

  /** Fields that nobody can set by hand; {@code id} unless said otherwise. */
  public Kind fixed(String... fields) {
    fixed = Set.of(fields);
    return this;
  }

  /** When a record goes, so do those of another kind that name it in a key field. */
  public Kind owning(String otherCollection, String keyField) {
    owned.add(new Owned(otherCollection, keyField));
    return this;
  }

  /** When such a record comes, changes or goes, the one that a key field names is changed too. */
  public Kind touching(String otherCollection, String keyField) {
    touched = Optional.of(new Owned(otherCollection, keyField));
    return this;
  }

  String collection() {
    return collection;
  }

  Ids ids() {
    return ids;
  }

  Maker maker() {
    return maker;
  }

  /** How many are there at the epoch. */
  int history(Origin origin) {
    if (history == 0 || origin.size() == 0) {
      return 0;
    }
    return scaled ? origin.scaled(history) : history;
  }

  Optional<Duration> addedEvery() {
    return addedEvery;
  }

  Optional<Duration> changedEvery() {
    return changedEvery;
  }

  Optional<Duration> removedEvery() {
    return removedEvery;
  }

  Optional<Duration> vanishedEvery() {
    return vanishedEvery;
  }

  Change change() {
    return change;
  }

  Stamp updated() {
    return updated;
  }

  Optional<Stamp> removal() {
    return removal;
  }

  boolean isPermanent() {
    return permanent;
  }

  Optional<FollowUp> followUp() {
    return followUp;
  }

  Optional<Within> within() {
    return within;
  }

  Optional<String> revision() {
    return revision;
  }

  List<String> keys() {
    return keys;
  }

  Set<String> fixed() {
    return fixed;
  }

  Optional<Owned> touched() {
    return touched;
  }

  List<Owned> owned() {
    return owned;
  }
}
