package dev.tidemark.postgres.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.PostgresStore;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.vault.VaultRotation.Result;
import dev.tidemark.testkit.Fixtures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultRotationTest extends VaultTests {
  @TempDir private Path folder;
  private VaultKeyFile file;
  private VaultRotation rotation;

  @BeforeEach
  void prepareFile() {
    file = new VaultKeyFile(folder);
    rotation = new VaultRotation(database);
  }

  private VaultKeys inFile() {
    return file.read().orElseThrow();
  }

  private Check check() {
    return Check.find(database).orElseThrow();
  }

  @Test
  void encryptsEverythingWithANewKeyOfTheFile() {
    Vault running = Vault.open(database, file);
    store(running, STRIPE, "sk_1");
    store(running, HUBSPOT, "hs_1");
    long old = inFile().primary();

    Result result = rotation.rotate(file);

    assertThat(result).isEqualTo(new Result(2, List.of()));
    long fresh = inFile().primary();
    assertThat(inFile().ids()).containsExactlyInAnyOrder(old, fresh);
    assertThat(new HashSet<>(keysInUse())).isEqualTo(Set.of(fresh)).doesNotContain(old);
    assertThat(check().key()).isEqualTo(fresh);
    assertThat(check().rotating()).isFalse();
    assertThat(found(Vault.open(database, file), STRIPE)).contains("sk_1");
  }

  @Test
  void doesNotBreakNodesThatStartedWithAnOlderFile() {
    Vault running = Vault.open(database, file);
    store(running, STRIPE, "sk_1");
    rotation.rotate(file);
    Vault late = Vault.open(database, file);
    store(late, HUBSPOT, "hs_1");
    rotation.rotate(file);

    assertThat(found(running, STRIPE)).contains("sk_1");
    assertThat(found(running, HUBSPOT)).contains("hs_1");
    store(running, STRIPE, "sk_2");
    assertThat(found(late, STRIPE)).contains("sk_2");
    assertThat(new HashSet<>(keysInUse())).containsExactly(inFile().primary());
  }

  @Test
  void letsANodeStoreThatHasReadNothingSince() {
    Vault running = Vault.open(database, file);
    rotation.rotate(file);

    store(running, STRIPE, "sk_1");

    assertThat(keysInUse()).containsExactly(inFile().primary());
    assertThat(found(Vault.open(database, file), STRIPE)).contains("sk_1");
  }

  @Test
  void goesOnWhereItWasBrokenOff() {
    store(Vault.open(database, file), STRIPE, "sk_1");
    VaultKeys next = inFile().withNewPrimary();
    file.replace(next);

    assertThat(rotation.rotate(file)).as("after the file").isEqualTo(new Result(1, List.of()));
    assertThat(inFile().primary()).isEqualTo(next.primary());

    VaultKeys third = inFile().withNewPrimary();
    file.replace(third);
    Check.of(third, third.primary(), true).save(database);
    store(Vault.open(database, file), HUBSPOT, "hs_1");
    assertThat(new HashSet<>(keysInUse()))
        .containsExactlyInAnyOrder(next.primary(), third.primary());

    assertThat(rotation.rotate(file)).as("half-way").isEqualTo(new Result(1, List.of()));
    assertThat(inFile().primary()).isEqualTo(third.primary());
    assertThat(new HashSet<>(keysInUse())).containsExactly(third.primary());
  }

  @Test
  void goesThroughMoreCredentialsThanItTakesAtOnce() {
    Vault vault = Vault.open(database, file);
    List<ConnectionId> connections = new ArrayList<>();
    database.perform(() -> {
      for (int i = 0; i < 450; i++) {
        ConnectionId connection = Fixtures.connectionId("p" + i);
        connected(connection);
        store(vault, connection, "sk_" + i);
        connections.add(connection);
      }
    });

    assertThat(rotation.rotate(file)).isEqualTo(new Result(450, List.of()));

    assertThat(new HashSet<>(keysInUse())).containsExactly(inFile().primary());
    assertThat(found(vault, connections.get(449))).contains("sk_449");
  }

  @Test
  void takesTwoStepsForKeysThatNodesAreGiven() {
    VaultKeys old = VaultKeys.create();
    Vault withOld = Vault.open(database, old);
    store(withOld, STRIPE, "sk_1");

    VaultKeys both = VaultKeys.fromText(rotation.prepare(old).toText());
    Vault withBoth = Vault.open(database, both);
    store(withBoth, HUBSPOT, "hs_1");

    assertThat(found(withOld, HUBSPOT))
        .as("a node without the new key reads what one with it has written")
        .contains("hs_1");
    assertThat(keysInUse()).containsExactly(old.primary(), old.primary());
    assertThat(rotation.prepare(both)).as("prepared already").isSameAs(both);

    assertThat(rotation.finish(both)).isEqualTo(new Result(2, List.of()));

    store(withBoth, HUBSPOT, "hs_2");
    assertThat(found(withBoth, STRIPE)).contains("sk_1");
    assertThat(keysInUse()).containsExactly(both.primary(), both.primary());
    assertThat(rotation.finish(both)).as("nothing is left").isEqualTo(new Result(0, List.of()));
  }

  @Test
  void tellsANodeThatWasNotGivenTheNewKey() {
    VaultKeys old = VaultKeys.create();
    Vault withOld = Vault.open(database, old);
    store(withOld, STRIPE, "sk_1");
    VaultKeys both = rotation.prepare(old);
    rotation.finish(both);

    assertThatThrownBy(() -> found(withOld, STRIPE))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "the credentials of stripe-org_demo cannot be decrypted: this node does not have the"
                + " vault key that they were encrypted with");
    assertThatThrownBy(() -> store(withOld, STRIPE, "sk_2"))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "the credentials of stripe-org_demo cannot be encrypted: this node does not have the"
                + " present vault key");
    assertThat(found(Vault.open(database, both), STRIPE)).contains("sk_1");
    assertThatThrownBy(() -> Vault.open(database, old)).isInstanceOf(VaultException.class);
  }

  @Test
  void knowsOfNodesThatWereNotGivenTheNewKey() throws SQLException {
    VaultKeys old = VaultKeys.create();
    VaultKeys both = old.withNewPrimary();
    assertThat(rotation.nodesWithout(both)).as("before any node").isZero();
    try (Connection one = Vault.open(database, old).toldOn(TestStore.line(getClass()));
        Connection another = Vault.open(database, old).toldOn(TestStore.line(getClass()))) {
      Vault withBoth = Vault.open(database, both);
      try (Connection third = withBoth.toldOn(TestStore.line(getClass()))) {
        assertThat(third.isValid(5)).isTrue();
        assertThat(rotation.nodesWithout(both)).isEqualTo(2);
        assertThat(rotation.nodesWithout(old)).as("all have the old key").isZero();
      }
      one.abort(Runnable::run);
      another.abort(Runnable::run);
    }
    awaitNodes(both, 0);
  }

  @Test
  void countsANodeForAsLongAsItWorks() {
    PostgresStore node = TestStore.anotherNode(getClass());
    VaultKeys strange = VaultKeys.create();
    try {
      awaitNodes(strange, 1);
      database.list(
          """
          select pg_terminate_backend(pid)::text as ended from pg_stat_activity
          where datname = current_database() and application_name = 'tidemark listening'
          """,
          row -> true);
      awaitNodes(strange, 0);
      awaitNodes(strange, 1);
    } finally {
      node.close();
    }
    awaitNodes(strange, 0);
  }

  /** PostgreSQL notices a moment later that a session has ended. */
  private void awaitNodes(VaultKeys lacking, int count) {
    long patience = System.nanoTime() + 20_000_000_000L;
    while (rotation.nodesWithout(lacking) != count) {
      assertThat(System.nanoTime()).as("there are not %d nodes", count).isLessThan(patience);
      Thread.onSpinWait();
    }
  }

  @Test
  void changesOverOnceThoseWhoAreStoringAreDone() throws Exception {
    VaultKeys old = VaultKeys.create();
    Vault vault = Vault.open(database, old);
    VaultKeys both = rotation.prepare(old);
    List<Result> results = new ArrayList<>();
    Thread finishing = Thread.ofPlatform().unstarted(() -> results.add(rotation.finish(both)));

    database.perform(() -> {
      store(vault, STRIPE, "sk_1");
      finishing.start();
      awaitSomeoneWaiting();
    });
    finishing.join();

    assertThat(results).containsExactly(new Result(1, List.of()));
    assertThat(keysInUse()).containsExactly(both.primary());
  }

  /** Returns once a session waits for a lock. */
  private void awaitSomeoneWaiting() {
    String waiting =
        """
        select count(*) as many from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
        """;
    long patience = System.nanoTime() + 20_000_000_000L;
    while (database.find(waiting, row -> row.number("many")).orElse(0L) == 0) {
      assertThat(System.nanoTime()).as("nobody waits").isLessThan(patience);
      // Statistics are the same all through a transaction unless they are asked for anew.
      database.find("select pg_stat_clear_snapshot()::text as none", row -> true);
      Thread.onSpinWait();
    }
  }

  @Test
  void encryptsNothingWithAKeyThatIsNoLongerTheNewest() {
    store(Vault.open(database, file), STRIPE, "sk_1");
    long old = inFile().primary();
    VaultKeys second = inFile().withNewPrimary();
    VaultKeys third = second.withNewPrimary();
    database.change(
        """
        create function overtake() returns trigger language plpgsql as $$
        begin update vault_check set key_id = %d where rotating; return new; end $$
        """
            .formatted(third.primary()));
    database.change(
        """
        create constraint trigger overtaken after update on vault_check deferrable
        initially deferred for each row when (pg_trigger_depth() = 0) execute function overtake()
        """);
    try {
      assertThatThrownBy(() -> rotation.finish(second))
          .isInstanceOf(VaultException.class)
          .hasMessage("another rotation has begun meanwhile, which goes on instead");
    } finally {
      database.change("drop trigger overtaken on vault_check");
      database.change("drop function overtake");
    }
    assertThat(keysInUse()).containsExactly(old);
  }

  @Test
  void leavesAloneWhatItCannotRead() {
    Vault vault = Vault.open(database, file);
    store(vault, STRIPE, "sk_1");
    store(vault, HUBSPOT, "hs_1");
    long old = inFile().primary();
    database.change("update credentials set sealed = '\\x00' where provider = 'hubspot'");

    assertThat(rotation.rotate(file)).isEqualTo(new Result(1, List.of(HUBSPOT)));

    assertThat(keysInUse()).containsExactly(old, inFile().primary());
    assertThat(found(vault, STRIPE)).contains("sk_1");
    assertThat(rotation.rotate(file))
        .as("it does not keep from the next rotation")
        .isEqualTo(new Result(1, List.of(HUBSPOT)));
    assertThat(inFile().ids()).hasSize(3);
  }

  @Test
  void dropsOldKeysOnceNothingNeedsThem() {
    store(Vault.open(database, file), STRIPE, "sk_1");
    VaultKeys next = inFile().withNewPrimary();
    file.replace(next);

    assertThatThrownBy(() -> rotation.dropOld(file))
        .isInstanceOf(VaultException.class)
        .hasMessageStartingWith("older vault keys are still needed");
    Check.of(next, next.primary(), false).save(database);
    assertThatThrownBy(() -> rotation.withoutOld(next)).isInstanceOf(VaultException.class);
    assertThat(inFile().ids()).hasSize(2);

    rotation.finish(next);
    rotation.dropOld(file);

    assertThat(inFile().ids()).containsExactly(next.primary());
    assertThat(found(Vault.open(database, file), STRIPE)).contains("sk_1");
  }

  @Test
  void doesNothingWithKeysOfAnotherDatabase() {
    store(Vault.open(database, VaultKeys.create()), STRIPE, "sk_1");
    VaultKeys strange = file.create(VaultKeys.create());
    List<Long> before = keysInUse();

    assertThatThrownBy(() -> rotation.rotate(file)).isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> rotation.prepare(strange)).isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> rotation.finish(strange)).isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> rotation.withoutOld(strange)).isInstanceOf(VaultException.class);

    assertThat(inFile().toText()).isEqualTo(strange.toText());
    assertThat(keysInUse()).isEqualTo(before);
  }

  @Test
  void saysThatThereIsNothingToRotate() {
    assertThatThrownBy(() -> rotation.rotate(file))
        .isInstanceOf(VaultException.class)
        .hasMessage("this database has no vault yet");
    assertThat(file.path()).doesNotExist();
  }
}
