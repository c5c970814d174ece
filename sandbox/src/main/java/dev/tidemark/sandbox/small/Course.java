package dev.tidemark.sandbox.small;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Cycle;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the records of an account as time goes by, as their kinds declare it. */
final class Course {
  /** For a cycle that has only a past. */
  private static final Duration SELDOM = Duration.ofDays(36_500);

  private final SmallWorld world;
  private final Origin origin;

  Course(SmallWorld world, Origin origin) {
    this.world = world;
    this.origin = origin;
  }

  List<Cycle> cycles(List<Kind> kinds) {
    return kinds.stream().flatMap(kind -> cycles(kind).stream()).toList();
  }

  private List<Cycle> cycles(Kind kind) {
    String name = kind.collection();
    int past = kind.history(origin);
    List<Cycle> cycles = new ArrayList<>();
    cycles.add(
        kind.addedEvery()
            .map(
                every -> Cycle.creating(name, past, every, (at, dice) -> world.add(kind, at, dice)))
            .orElseGet(() -> onlyHistory(kind, past)));
    kind.changedEvery()
        .ifPresent(every ->
            cycles.add(
                Cycle.changing(
                    name + " change", past / 4, every, (at, dice) -> change(kind, at, dice))));
    kind.removedEvery()
        .ifPresent(every ->
            cycles.add(
                Cycle.changing(
                    name + " removal",
                    kind.removal().isPresent() ? past / 20 : 0,
                    every,
                    (at, dice) -> remove(kind, at, dice))));
    kind.vanishedEvery()
        .ifPresent(every ->
            cycles.add(
                Cycle.changing(
                    name + " vanishing", 0, every, (at, dice) -> vanish(kind, at, dice))));
    kind.followUp()
        .ifPresent(next ->
            cycles.add(
                Cycle.changing(
                    name + " follow-up",
                    past,
                    next.every(),
                    (at, dice) -> followUp(kind, next, at, dice))));
    return cycles;
  }

  private Cycle onlyHistory(Kind kind, int past) {
    return Cycle.creating(
        kind.collection(),
        past,
        SELDOM,
        (at, dice) -> {
          if (!at.isAfter(origin.epoch())) {
            world.add(kind, at, dice);
          }
        });
  }

  private void change(Kind kind, Instant at, Dice dice) {
    world
        .any(kind.collection(), dice)
        .ifPresent(before -> {
          ObjectNode tree = before.tree();
          kind.change().apply(tree, dice);
          world.update(kind, before, tree, at);
        });
  }

  private void remove(Kind kind, Instant at, Dice dice) {
    world.any(kind.collection(), dice).ifPresent(row -> world.remove(kind, row, at));
  }

  private void vanish(Kind kind, Instant at, Dice dice) {
    world.any(kind.collection(), dice).ifPresent(row -> world.vanish(kind, row, at));
  }

  private void followUp(Kind kind, Kind.FollowUp next, Instant at, Dice dice) {
    world.table(kind.collection()).all(next.keyField(), next.value()).stream()
        .filter(Row::isLiving)
        .findFirst()
        .ifPresent(row -> {
          ObjectNode tree = row.tree();
          next.how().apply(tree, dice);
          world.update(kind, row, tree, at);
        });
  }
}
