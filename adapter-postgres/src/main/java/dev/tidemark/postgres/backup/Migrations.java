package dev.tidemark.postgres.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The SQL that made the tables, which this program carries with it.
 *
 * @param folder on the class path
 */
record Migrations(String folder) {
  static final Migrations OF_TIDEMARK = new Migrations("dev/tidemark/postgres/migration");

  private static final Pattern NAME = Pattern.compile("V[0-9.]+__\\w+\\.sql");

  /** In SQL that is not quoted, names are in lower case, whatever is written. */
  private static final Pattern CREATED =
      Pattern.compile(
          "\\bcreate\\s+(?:unlogged\\s+)?(?:table|sequence)\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)",
          Pattern.CASE_INSENSITIVE);

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Empty when a newer Tidemark has it. */
  Optional<String> find(String name) {
    if (!isName(name)) {
      return Optional.empty();
    }
    try (InputStream sql =
        Migrations.class.getClassLoader().getResourceAsStream(folder + "/" + name)) {
      return sql == null
          ? Optional.empty()
          : Optional.of(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The tables and sequences that these scripts make. */
  static Set<String> created(Collection<String> scripts) {
    return scripts.stream()
        .flatMap(sql -> CREATED.matcher(sql).results())
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
