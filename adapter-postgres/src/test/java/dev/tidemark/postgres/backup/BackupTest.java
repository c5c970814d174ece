package dev.tidemark.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest {
  private static final Migrations NEW = new Migrations("dev/tidemark/postgres/backup/migration");
  private static final Migrations OLD = new Migrations("dev/tidemark/postgres/backup/older");

  private final TestDatabase source = new TestDatabase();
  private final TestDatabase target = new TestDatabase();

  @BeforeEach
  void plant() throws SQLException {
    source.migrate(NEW);
    source.execute(
        """
        insert into gardens (name, open) values (E'tab\\there, \\\\. and\\nline', false), ('Ω€😀', true);
        insert into beds (garden, number, "Select", soil, width, dug_at, rest, weight, photo, tags, part_of)
        values
          (1, 2, '\\N', '{"ph": 7.10}', 1.50, '2026-11-22 09:00:00.123456+05:45', '1 mon -2 days', 0.1, '\\x00ff', array['a', null, '"'], null),
          (1, 1, '', null, 3, 'infinity', null, 'NaN', '', '{}', 2),
          (3, 1, null, 'null', 0, null, null, 1e-300, null, null, null);
        insert into a_leaf values (3, 1), (null, null);
        insert into scheduled_tasks values
          ('claimed', true, 'node-1', now(), 7), ('waiting', false, null, null, 0);
        select nextval('labels'), nextval('labels');
        create table of_somebody_else (anything text);
        """);
  }

  @Test
  void restoresEveryRowSequenceAndTable() throws SQLException, IOException {
    Summary written;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    written = Backup.write(source.dataSource(), file, NEW);
    Summary read = restore(file.toByteArray(), NEW);

    assertThat(read).isEqualTo(written);
    assertThat(read.schemaVersion()).isEqualTo("2");
    assertThat(read.rows()).isEqualTo(14);
    source.execute("drop table of_somebody_else");
    source.execute(
        "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null");
    assertThat(target.content()).isEqualTo(source.content());
    target.execute("insert into gardens (name) values ('next')");
    assertThat(target.text("select max(id)::text from gardens")).isEqualTo("4");
    target.execute("insert into beds (garden, number, width) values (1, 3, 1)");
    assertThat(target.text("select beds::text from counts where garden = 1")).isEqualTo("3");
    assertThat(target.text("select nextval('labels')::text")).isEqualTo("7");
  }

  @Test
  void leavesNothingForFlywayToDo() throws SQLException, IOException {
    restore(backup(), NEW);
    assertThat(target.migrate(NEW)).isZero();
  }

  @Test
  void restoresWhatTidemarksOwnMigrationsMake() throws SQLException, IOException {
    TestDatabase tidemark = new TestDatabase();
    tidemark.migrate(Migrations.OF_TIDEMARK);
    tidemark.execute(
        """
        insert into datasets (organization, provider, model) values ('acme', 'stripe', 'StripeCustomer');
        insert into scheduled_tasks (
          task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
        values ('sync', 'acme/stripe/StripeCustomer', now(), true, 'node-1', now(), 3);
        insert into sync_events (at, organization, provider, model, event)
        values (now(), 'acme', 'stripe', 'StripeCustomer', '{"what": "began"}');
        """);
    String log = tidemark.text("select name::text from event_log");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Backup.write(tidemark.dataSource(), file);
    Restore.read(new ByteArrayInputStream(file.toByteArray()), target.dataSource());

    assertThat(target.text("select picked::text from scheduled_tasks")).isEqualTo("false");
    tidemark.execute(
        "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null");
    assertThat(target.text("select name::text from event_log"))
        .as("what it tells from now on is not what the other one does")
        .isGreaterThan(log);
    target.execute("update event_log set name = " + log);
    assertThat(target.content()).isEqualTo(tidemark.content());
    assertThat(target.migrate(Migrations.OF_TIDEMARK)).isZero();
  }

  @Test
  void isAsItWasWhenItBegan() throws SQLException, IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    OutputStream whileWriting =
        new OutputStream() {
          private boolean changed;

          @Override
          public void write(int octet) {
            file.write(octet);
            if (file.size() > 12 && !changed) {
              changed = true;
              source.executeOrFail("delete from a_leaf; delete from scheduled_tasks");
            }
          }
        };
    source.execute("insert into pond select hashint4(n) from generate_series(1, 100000) as n");
    Backup.write(source.dataSource(), whileWriting, NEW);
    assertThat(source.text("select count(*)::text from scheduled_tasks")).isEqualTo("0");
    restore(file.toByteArray(), NEW);
    assertThat(target.text("select count(*)::text from scheduled_tasks")).isEqualTo("2");
    assertThat(target.text("select count(*)::text from pond")).isEqualTo("100000");
  }

  @Test
  void isRestoredByPsqlAsWell() throws SQLException, IOException, InterruptedException {
    assumeThat(TestDatabase.PSQL).exists();
    byte[] backup = backup();
    restore(backup, NEW);
    TestDatabase byPsql = new TestDatabase();
    assertThat(byPsql.psql(sql(backup))).as("what psql said").isEmpty();
    assertThat(byPsql.content()).isEqualTo(target.content());
  }

  @Test
  void restoresAnOlderVersionWhichIsThenMigrated() throws SQLException, IOException {
    TestDatabase old = new TestDatabase();
    old.migrate(OLD);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Backup.write(old.dataSource(), file, OLD);
    assertThat(restore(file.toByteArray(), NEW).schemaVersion()).isEqualTo("1");
    assertThat(target.migrate(NEW)).isEqualTo(1);
    assertThat(target.text("select name from gardens where open"))
        .isEqualTo("planted by the migration");
  }

  @Test
  void refusesABackupOfANewerVersion() throws SQLException, IOException {
    byte[] backup = backup();
    refused(backup, OLD, "The backup was taken by a newer Tidemark: its tables are of version 2");
  }

  @Test
  void refusesToBackUpADatabaseOfANewerVersionOrOfSomethingElse() {
    assertThatThrownBy(
            () -> Backup.write(source.dataSource(), OutputStream.nullOutputStream(), OLD))
        .isInstanceOf(BackupException.class)
        .hasMessage("The database belongs to a newer Tidemark, which has V2__pond.sql");
    assertThatThrownBy(
            () -> Backup.write(target.dataSource(), OutputStream.nullOutputStream(), NEW))
        .isInstanceOf(BackupException.class)
        .hasMessage("The database holds no Tidemark");
  }

  @Test
  void refusesADatabaseThatIsNotEmpty() throws SQLException, IOException {
    byte[] backup = backup();
    target.execute("create table mine (id int)");
    assertThatThrownBy(() -> restore(backup, NEW))
        .isInstanceOf(BackupException.class)
        .hasMessage("A backup is restored into an empty database only, and this one has tables");
    assertThat(target.text("select count(*)::text from mine")).isEqualTo("0");
  }

  @Test
  void refusesABackupThatIsCutOffAnywhere() throws SQLException, IOException {
    byte[] backup = backup();
    for (int length = 0; length < backup.length; length += 97) {
      refused(Arrays.copyOf(backup, length), NEW, length < 10 ? "no Tidemark backup" : "cut off");
    }
    refused(Arrays.copyOf(backup, backup.length - 1), NEW, "cut off");
  }

  @Test
  void refusesABackupThatWasCutOffBeforeItWasCompressed() throws SQLException, IOException {
    String whole = new String(sql(backup()), StandardCharsets.UTF_8);
    for (String mark : new String[] {"commit;", Format.END, "3\t1"}) {
      refused(zipped(whole.substring(0, whole.lastIndexOf(mark))), NEW, "cut off");
    }
  }

  @Test
  void refusesWhatIsNoBackup() throws SQLException, IOException {
    refused("select 1;".getBytes(StandardCharsets.UTF_8), NEW, "This is no Tidemark backup");
    refused(zipped("select 1;\n"), NEW, "This is no Tidemark backup");
    refused(zipped("-- Tidemark backup, format 2\n"), NEW, "one of a newer Tidemark");
  }

  @Test
  void refusesADamagedBackup() throws SQLException, IOException {
    byte[] backup = backup();
    refused(edited(backup, text -> text.replace("1.50", "much")), NEW, "SQL state 22P02");
    refused(
        edited(backup, text -> text.replace("create table pond", "create pond")),
        NEW,
        "V2__pond.sql in it is not Tidemark's");
    refused(edited(backup, text -> text + "more\n"), NEW, "does not end where it says");
    refused(edited(backup, text -> text.replace("-- taken at", "-- at")), NEW, "lacks the line");
    byte[] flipped = backup.clone();
    flipped[flipped.length - 6] ^= 1;
    refused(flipped, NEW, "cut off");
  }

  @Test
  void refusesTablesThatNoTidemarkWouldMake() throws SQLException, IOException {
    byte[] backup = backup();
    String whole = new String(sql(backup), StandardCharsets.UTF_8);
    String header = whole.substring(0, whole.indexOf("begin;"));
    String afterwards = whole.substring(whole.indexOf("truncate "));
    String version = "what it says of the version of its tables does not fit them";

    refused(zipped(header + Format.END + "\n"), NEW, version);
    refused(zipped(whole.replace("-- schema version 2", "-- schema version 1")), NEW, version);
    String rows = "copy flyway_schema_history";
    int note = whole.indexOf("V2__pond.sql", whole.indexOf(rows));
    refused(
        zipped(whole.substring(0, note) + "V2__lake.sql" + whole.substring(note + 12)),
        NEW,
        version);
    refused(
        zipped(whole.substring(0, note) + whole.substring(note).replaceFirst("\tt\n", "\tf\n")),
        NEW,
        version);
    refused(
        zipped(
            whole.substring(0, note) + whole.substring(note).replaceFirst("\t-?\\d+\t", "\t7\t")),
        NEW,
        version);
    refused(
        zipped(header + "-- section orders 1\ncreate table orders (id int);\n" + afterwards),
        NEW,
        "orders in it is not Tidemark's");
    String first = whole.substring(whole.indexOf("-- section V1"), whole.indexOf("-- section V2"));
    refused(zipped(whole.replace(first, "")), NEW, "V2__pond.sql in it is not Tidemark's");
  }

  @Test
  void runsNoStatementThatABackupDoesNotHave() throws SQLException, IOException {
    byte[] backup = backup();
    for (String statement :
        new String[] {
          "COMMIT WORK;",
          "select setval('labels', 7, true); commit;",
          "select setval('labels', 7, true), query_to_xml('drop table pond', true, true, '');",
          "set local x = current_setting('y');",
          "drop table pond;",
          "create table orders (id int);",
          "copy pond from program 'true';",
          "truncate pond; commit;"
        }) {
      refused(
          edited(backup, text -> text.replace("\ntruncate ", "\n" + statement + "\ntruncate ")),
          NEW,
          "a statement that Tidemark does not write");
    }
  }

  @Test
  void handsOnWhatKeepsItFromWriting() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() -> Backup.write(source.dataSource(), full, NEW))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  private byte[] backup() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Backup.write(source.dataSource(), file, NEW);
    return file.toByteArray();
  }

  private Summary restore(byte[] backup, Migrations migrations) throws IOException {
    return Restore.read(new ByteArrayInputStream(backup), target.dataSource(), migrations);
  }

  private void refused(byte[] backup, Migrations migrations, String why) throws SQLException {
    assertThatThrownBy(() -> restore(backup, migrations))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(why);
    assertThat(target.content()).as("what is left of it").isEmpty();
  }

  private static byte[] edited(byte[] backup, UnaryOperator<String> edit) throws IOException {
    return zipped(edit.apply(new String(sql(backup), StandardCharsets.UTF_8)));
  }

  private static byte[] sql(byte[] backup) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(backup))) {
      return in.readAllBytes();
    }
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
