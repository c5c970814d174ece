package dev.tidemark.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule reports what its fixture does wrong, and nothing else of it. */
class RulesBiteTest {
  private static final String FIXTURES = "dev.tidemark.server.architecture.fixtures.";

  private static final List<Bite> BITES =
      List.of(
          bite("DOMAIN uses only what its list allows", "allowlists", "<java.nio.file.Path>"),
          bite(
              "APPLICATION uses only what its list allows",
              "allowlists",
              "connectors.KnowsTheCommandLine>"),
          bite(
              "TESTKIT uses only what its list allows",
              "allowlists",
              "inmemory.KnowsTheCommandLine>"),
          bite(
              "INMEMORY uses only what its list allows",
              "allowlists",
              "inmemory.KnowsTheCommandLine.commandLine()> has return type <picocli.CommandLine>"),
          bite(
              "POSTGRES uses only what its list allows",
              "allowlists",
              "postgres.KnowsTheCommandLine.commandLine()> has return type <picocli.CommandLine>"),
          bite(
              "CONNECTORS uses only what its list allows",
              "allowlists",
              "connectors.KnowsTheCommandLine.commandLine()> has return type"
                  + " <picocli.CommandLine>"),
          bite(
              "HTTP uses only what its list allows",
              "allowlists",
              "http.KnowsTheCommandLine.commandLine()> has return type <picocli.CommandLine>"),
          bite("SANDBOX uses only what its list allows", "allowlists", "domain.KnowsFiles>"),
          bite(
              "use cases know addresses and no network",
              "network",
              "KnowsTheNetwork.connection()> has return type <java.net.Socket>"),
          bite("every class belongs to a module", "stray", "elsewhere.Stray>"),
          bite("adapters never see each other", "adapters", "Slice HTTP depends on Slice INMEMORY"),
          bite("nothing sees the server", "upward", "server.Configuration>"),
          bite(
              "only the server injects",
              "injection",
              "http.Injected.dagger()> has return type <dagger.Lazy>",
              "http.Injected.jakarta()> is annotated with <jakarta.inject.Named>"),
          bite("modules form no cycle", "modulecycle", "Cycle detected: Slice APPLICATION"),
          bite("packages form no cycle", "packagecycle", "packagecycle.domain.sync.Sync.run()>"),
          bite(
              "time, chance and environment are handed in",
              "world",
              "<java.lang.System.currentTimeMillis()>",
              "<java.time.Instant.now()>",
              "<java.time.LocalDate.now()>",
              "<java.time.LocalDate.now(java.time.ZoneId)>",
              "<java.time.chrono.ThaiBuddhistChronology.dateNow()>",
              "<java.time.InstantSource.system()>",
              "<java.time.Clock.system(java.time.ZoneId)>",
              "<java.time.Clock.systemUTC()>",
              "<java.time.Clock.systemDefaultZone()>",
              "<java.time.Clock.tickMillis(java.time.ZoneId)>",
              "<java.time.Clock.tickSeconds(java.time.ZoneId)>",
              "<java.time.Clock.tickMinutes(java.time.ZoneId)>",
              "<java.util.Date.<init>()>",
              "<java.util.Calendar.getInstance()>",
              "<java.util.Collections.shuffle(java.util.List)>",
              "<java.lang.Math.random()>",
              "<java.util.Random.<init>()>",
              "<java.util.SplittableRandom.<init>()>",
              "<java.security.SecureRandom.<init>()>",
              "<java.security.SecureRandom.getInstance(java.lang.String)>",
              "<java.security.SecureRandom.getInstanceStrong()>",
              "<java.util.concurrent.ThreadLocalRandom.current()>",
              "<java.util.random.RandomGenerator.getDefault()>",
              "<java.util.random.RandomGenerator.of(java.lang.String)>",
              "<java.lang.System.clearProperty(java.lang.String)>",
              "<java.lang.System.getenv(java.lang.String)>",
              "<java.lang.System.getenv()>",
              "<java.lang.System.getProperty(java.lang.String)>",
              "<java.lang.System.getProperties()>",
              "<java.lang.System.setProperty(java.lang.String, java.lang.String)>",
              "<java.time.ZoneId.systemDefault()>",
              "<java.util.TimeZone.getDefault()>",
              "<java.util.Locale.getDefault()>",
              "references method <java.util.UUID.randomUUID()>"),
          bite(
              "nothing sleeps",
              "sleeping",
              "<java.lang.Thread.sleep(long)>",
              "<java.lang.Thread.sleep(java.time.Duration)>",
              "<java.util.concurrent.TimeUnit.sleep(long)>"),
          bite(
              "nothing prints",
              "printing",
              "http.Prints.out()> gets field <java.lang.System.out>",
              "http.Prints.err()> gets field <java.lang.System.err>",
              "<java.lang.IllegalStateException.printStackTrace()>"),
          bite("nothing logs past System.Logger", "logging", "<java.util.logging.Logger>"),
          bite(
              "domain types are values",
              "mutable",
              "mutable.domain.Counter is none",
              "mutable.domain.Extensible is none",
              "mutable.domain.Open is none"),
          bite("nothing has setters", "setters", "server.Settings.setPort(int)>"),
          bite("public fields are final", "fields", "server.Exposed.port>"),
          bite("ports are small", "ports", "ports.application.Eight has 8"),
          bite(
              "names say what a class is",
              "names",
              "Vague$SyncService>",
              "Vague$RunJournalImpl>",
              "Vague$KeyManager>",
              "Vague$TextUtil>",
              "Vague$TextUtils>",
              "Vague$RunHelper>"),
          bite("every package is null-marked", "unmarked", "unmarked.domain is not"));

  /** A part of each violation that the rule is to report of the fixture. */
  private record Bite(String rule, String root, List<String> violations) {}

  private static Bite bite(String rule, String fixture, String... violations) {
    return new Bite(rule, FIXTURES + fixture, List.of(violations));
  }

  @TestFactory
  Stream<DynamicTest> reportsExactlyWhatTheFixtureDoesWrong() {
    return BITES.stream().map(bite -> dynamicTest(bite.rule(), () -> prove(bite)));
  }

  private static void prove(Bite bite) {
    List<String> reported =
        Rules.under(bite.root())
            .get(bite.rule())
            .evaluate(classesOf(bite.root()))
            .getFailureReport()
            .getDetails();
    assertThat(bite.violations())
        .allSatisfy(
            part -> assertThat(reported).filteredOn(line -> line.contains(part)).hasSize(1));
    assertThat(reported).hasSameSizeAs(bite.violations());
  }

  @Test
  void everyRuleHasAFixture() {
    assertThat(BITES).extracting(Bite::rule).containsExactlyElementsOf(Rules.under("any").keySet());
  }

  @TestFactory
  Stream<DynamicTest> failsWhenThereIsNothingToCheck() {
    JavaClasses classes = classesOf(FIXTURES + "allowlists");
    return Rules.under("no.such.root").entrySet().stream()
        .map(rule ->
            dynamicTest(
                rule.getKey(),
                () ->
                    assertThatThrownBy(() -> rule.getValue().check(classes))
                        .hasMessageContaining("failed to check any classes")));
  }

  /** Dagger brings javax.inject along; a fixture that used it would need it declared. */
  @Test
  void knowsEveryPackageOfInjectionByItsName() {
    assertThat(Rules.INJECTION)
        .allSatisfy(name -> assertThat(classesOf(name.replace("..", ""))).isNotEmpty());
  }

  @Test
  void findsModulesWithoutClassesAndAllowancesWithoutAUse() {
    String root = FIXTURES + "allowlists";
    assertThat(EmptyPackages.find(classesOf(root), root))
        .contains(
            root + ".server.. has no classes",
            root + ".connectors.. uses nothing in org.yaml.snakeyaml..")
        .doesNotContain(root + ".domain.. has no classes")
        .noneMatch(sentence -> sentence.contains("java.."));
  }

  private static JavaClasses classesOf(String root) {
    return new ClassFileImporter().importPackages(root);
  }
}
