package dev.tidemark.server.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.manifest.Tracking;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The page about the built-in providers says what their manifests do and what the tests prove. Run
 * with {@code -Dtidemark.write-docs=true} to write it anew.
 */
final class ProvidersPageTest {
  private static final Path PAGE = Path.of("..", "docs", "providers.md");

  @Test
  void isAsTheManifestsAndTheTestsAre() throws IOException {
    String page = page(ManifestCatalogue.builtIn());
    if (Boolean.getBoolean("tidemark.write-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page(ManifestCatalogue catalogue) {
    StringBuilder page =
        new StringBuilder(
            """
            # Providers

            What the built-in connectors read, and what is proved of them. A test writes this page from the manifests and
            from what the other tests are put to; the build fails when it is not true any more, or when one of them fails.

            *Increments*: how a run finds what changed since the last one; without any, every run reads everything, and what
            changed is told by the content. *Deletions*: how a record that is gone is noticed. *Verified*: against the
            provider's emulator, the whole engine in between, the store then equal to the emulator's data to the record, in
            each of these tests:

            """);
    tests().forEach(test -> page.append("- ").append(test).append('\n'));
    page.append(
        """

        | provider | model | increments | deletions | verified |
        |---|---|---|---|---|
        """);
    for (ProviderCase subject : ProviderCases.all()) {
      Manifest manifest = catalogue.manifest(subject.provider()).orElseThrow();
      for (StreamDefinition stream : manifest.streams()) {
        page.append(
            "| %s | %s | %s | %s | %s |%n"
                .formatted(
                    manifest.provider().name(),
                    stream.model(),
                    increments(stream),
                    deletions(stream),
                    subject.twins().containsKey(stream.model()) ? "yes" : "no"));
      }
    }
    return page.toString();
  }

  /** The sentences that the tests' names are. */
  private static List<String> tests() {
    return Stream.of(ProvidersTest.class, EmptyAccountTest.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method ->
            method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(ParameterizedTest.class))
        .map(Method::getName)
        .filter(name -> !name.equals("knowsATwinForEveryModel"))
        .map(name -> name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private static String increments(StreamDefinition stream) {
    Tracking tracking = stream.tracking();
    String ways =
        Stream.of(
                tracking.events().map(feed -> "events feed"),
                tracking.changes().map(log -> "log of changes"),
                tracking.opaque().map(checkpoint -> "the provider's checkpoint"),
                stream.cursor().map(cursor -> "by `" + cursor.field().source() + "`"))
            .flatMap(way -> way.stream())
            .collect(Collectors.joining(", then "));
    if (!ways.isEmpty()) {
      return ways;
    }
    return stream.toModel().incremental() ? "those of changed parents" : "–";
  }

  private static String deletions(StreamDefinition stream) {
    Tracking tracking = stream.tracking();
    if (!stream.toModel().incremental()) {
      return tracking.tombstone().isPresent() ? "mark on the record, every run" : "every run";
    }
    return Stream.of(
            tracking
                .events()
                .filter(feed -> !feed.deletions().isEmpty())
                .map(feed -> "events feed"),
            tracking
                .changes()
                .filter(log -> !log.deletions().isEmpty())
                .map(log -> "log of changes"),
            tracking.tombstone().map(mark -> "mark on the record"),
            tracking.archived().map(listing -> "listing of archived ones"),
            stream.sweep().map(every -> "full pass every " + days(every)))
        .flatMap(way -> way.stream())
        .collect(Collectors.joining(", "));
  }

  private static String days(Duration every) {
    return every.toDays() == 1 ? "day" : every.toDays() + " days";
  }
}
