package dev.tidemark.sandbox.small;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Account;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Item;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Overlay;
import dev.tidemark.sandbox.world.Selection;
import dev.tidemark.sandbox.world.Simulation;
import dev.tidemark.sandbox.world.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One account at a small provider: a table per kind, what happens to its records as time goes by,
 * and changes by hand. Tables are read inside {@link #at} only.
 */
public final class SmallWorld implements Account {
  private final Origin origin;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, Table<Row>> tables = new LinkedHashMap<>();
  private final Map<String, Long> born = new LinkedHashMap<>();
  private final Journal journal = new Journal();
  private final Simulation simulation;
  private long made;

  SmallWorld(Origin origin, List<Kind> kinds) {
    this.origin = origin;
    for (Kind kind : kinds) {
      this.kinds.put(kind.collection(), kind);
      tables.put(kind.collection(), new Table<>());
      born.put(kind.collection(), 0L);
    }
    this.simulation = new Simulation(origin, new Course(this, origin).cycles(kinds));
  }

  /** Brings the account up to now and uses it, one user at a time. */
  public <R> R at(Function<Instant, R> use) {
    return simulation.at(use);
  }

  /** All records of a collection, and the remains of those removed. */
  public Table<Row> table(String collection) {
    Table<Row> table = tables.get(collection);
    if (table == null) {
      throw new NoSuchElementException(
          "no collection '" + collection + "'; there are " + String.join(", ", tables.keySet()));
    }
    return table;
  }

  /** What happened to all records, of whatever kind. */
  public Journal journal() {
    return journal;
  }

  /** Selects only living records. */
  public static Selection living(Selection selection) {
    return selection.where(Row.STATE, Row.LIVING);
  }

  /** Selects only the remains of removed records. */
  public static Selection removed(Selection selection) {
    return selection.where(Row.STATE, Row.REMOVED);
  }

  /** A living record by its id. */
  public Optional<Row> find(String collection, String id) {
    return table(collection).find(id).filter(Row::isLiving);
  }

  /** Any living record; empty if there is none. */
  public Optional<Row> any(String collection, Dice dice) {
    return table(collection).any(dice, Row.STATE, Row.LIVING);
  }

  /** The id of any living record; without one, the given text. */
  public String anyId(String collection, Dice dice, String otherwise) {
    return any(collection, dice).map(Row::id).orElse(otherwise);
  }

  @Override
  public Set<String> collections() {
    return tables.keySet();
  }

  @Override
  public Map<String, Integer> counts() {
    return at(now -> {
      Map<String, Integer> counts = new LinkedHashMap<>();
      tables.forEach((name, table) -> counts.put(name, table.all(Row.STATE, Row.LIVING).size()));
      return counts;
    });
  }

  @Override
  public List<byte[]> dump(String collection) {
    return at(
        now -> table(collection).all(Row.STATE, Row.LIVING).stream().map(Item::json).toList());
  }

  @Override
  public byte[] add(String collection, ObjectNode given) {
    table(collection);
    return at(now -> {
      Kind kind = kind(collection);
      Dice dice = Dice.of(origin.seed(), "by hand", made++);
      Birth made = birth(kind, now, dice);
      new Overlay(kind.fixed()).merge(made.tree(), given);
      return insert(kind, made, now).json();
    });
  }

  @Override
  public byte[] change(String collection, String id, ObjectNode changes) {
    table(collection);
    return at(now -> {
      Kind kind = kind(collection);
      Row before = require(collection, id);
      ObjectNode tree = before.tree();
      new Overlay(kind.fixed()).merge(tree, changes);
      return update(kind, before, tree, now).json();
    });
  }

  @Override
  public void delete(String collection, String id) {
    table(collection);
    at(now -> {
      Kind kind = kind(collection);
      if (kind.isPermanent()) {
        throw new IllegalArgumentException("no " + collection + " is ever deleted");
      }
      remove(kind, require(collection, id), now);
      return id;
    });
  }

  private record Birth(String id, ObjectNode tree) {}

  void add(Kind kind, Instant at, Dice dice) {
    insert(kind, birth(kind, at, dice), at);
  }

  private Birth birth(Kind kind, Instant at, Dice dice) {
    long number = born(kind);
    String id = kind.ids().make(dice, number);
    return new Birth(id, kind.maker().make(new Kind.Birth(id, number, at, dice, this)));
  }

  private Row insert(Kind kind, Birth made, Instant at) {
    number(kind, made.tree());
    Row row = Row.born(Doc.of(made.id(), at, kind.keys(), made.tree()), at);
    table(kind.collection()).add(row);
    journal.added(at, kind.collection(), row);
    kind.within().ifPresent(within -> join(within, row, at, true));
    touch(kind, row, at);
    return row;
  }

  /** Writes the number of the journal's next entry into a record that shows it. */
  private void number(Kind kind, ObjectNode tree) {
    kind.revision().ifPresent(field -> tree.put(field, Long.toString(journal.last() + 1)));
  }

  private void join(Kind.Within within, Row member, Instant at, boolean born) {
    Kind kind = kind(within.collection());
    String id = member.key(within.keyField());
    Optional<Row> owner = find(within.collection(), id);
    if (owner.isPresent()) {
      ObjectNode tree = owner.get().tree();
      within.touch().apply(tree, member.tree());
      update(kind, owner.get(), tree, at);
    } else if (born) {
      long number = born(kind);
      Dice dice = Dice.of(origin.seed(), within.collection() + " of " + id, number);
      ObjectNode tree = kind.maker().make(new Kind.Birth(id, number, at, dice, this));
      within.touch().apply(tree, member.tree());
      insert(kind, new Birth(id, tree), at);
    }
  }

  private long born(Kind kind) {
    return born.merge(kind.collection(), 1L, Long::sum) - 1;
  }

  Row update(Kind kind, Row before, ObjectNode tree, Instant at) {
    kind.updated().put(tree, at);
    number(kind, tree);
    Row after = before.changed(tree, at);
    table(kind.collection()).replace(after);
    journal.changed(at, kind.collection(), before, after);
    kind.within().ifPresent(within -> join(within, after, at, false));
    touch(kind, after, at);
    return after;
  }

  /** Removes a record the way the provider does: to remains, or to nothing. */
  void remove(Kind kind, Row row, Instant at) {
    if (kind.removal().isEmpty()) {
      vanish(kind, row, at);
      return;
    }
    ObjectNode tree = row.tree();
    kind.updated().put(tree, at);
    kind.removal().get().put(tree, at);
    number(kind, tree);
    Row remains = row.removed(tree, at);
    table(kind.collection()).replace(remains);
    gone(kind, row, Optional.of(remains), at);
  }

  void vanish(Kind kind, Row row, Instant at) {
    table(kind.collection()).remove(row.id());
    gone(kind, row, Optional.empty(), at);
  }

  private void gone(Kind kind, Row row, Optional<Row> remains, Instant at) {
    journal.removed(at, kind.collection(), row, remains);
    touch(kind, row, at);
    removeOwned(kind, row, at);
    kind.within().ifPresent(within -> leave(kind, within, row, at));
  }

  /** The last member takes its owner with it. */
  private void leave(Kind kind, Kind.Within within, Row member, Instant at) {
    String id = member.key(within.keyField());
    boolean last =
        table(kind.collection()).all(within.keyField(), id).stream().noneMatch(Row::isLiving);
    if (last) {
      find(within.collection(), id)
          .ifPresent(owner -> remove(kind(within.collection()), owner, at));
    } else {
      join(within, member, at, false);
    }
  }

  private void touch(Kind kind, Row row, Instant at) {
    kind.touched()
        .flatMap(owner -> find(owner.collection(), row.key(owner.keyField())))
        .ifPresent(owner -> {
          Kind other = kind(kind.touched().orElseThrow().collection());
          update(other, owner, owner.tree(), at);
        });
  }

  private void removeOwned(Kind kind, Row owner, Instant at) {
    for (Kind.Owned owned : kind.owned()) {
      Kind other = kind(owned.collection());
      List.copyOf(table(owned.collection()).all(owned.keyField(), owner.id())).stream()
          .filter(Row::isLiving)
          .forEach(row -> remove(other, row, at));
    }
  }

  private Kind kind(String collection) {
    Kind kind = kinds.get(collection);
    if (kind == null) {
      throw new NoSuchElementException("no collection '" + collection + "'");
    }
    return kind;
  }

  private Row require(String collection, String id) {
    return find(collection, id)
        .orElseThrow(() -> new NoSuchElementException("no " + collection + " '" + id + "'"));
  }
}
