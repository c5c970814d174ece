package dev.tidemark.server;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.postgres.DatabaseAddress;
import dev.tidemark.postgres.MaintainedDatabase;
import dev.tidemark.postgres.connection.PostgresApiKeys;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationException;
import dev.tidemark.server.key.KeptKeys;
import dev.tidemark.server.key.KeyFile;
import dev.tidemark.server.key.Secrets;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes, lists and revokes API keys: those of the database that nodes share, or those of the data
 * folder. Running servers follow within a second.
 */
@Command(
    name = "keys",
    description = "Makes, lists and revokes API keys.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  private static final String ROW = "%-20s  %-20s  %-22s  %s%n";

  // picocli sets it before run().
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: tidemark keys create --organization ID --scopes ..., list, or revoke ID");
  }

  @Command(
      name = "create",
      description = "Makes a key and shows it, once.",
      mixinStandardHelpOptions = true)
  int create(
      @Option(
              names = "--organization",
              required = true,
              paramLabel = "ID",
              description = "Whose integrations the key is for, such as org_x.")
          String organization,
      @Option(
              names = "--scopes",
              required = true,
              split = ",",
              paramLabel = "SCOPES",
              description =
                  "What it allows, with commas: integrations:read, integrations:manage, admin:read,"
                      + " admin:manage.")
          List<String> scopes,
      @Option(
              names = "--created-by",
              paramLabel = "USER",
              description = "Who it is for; shown by the API as createdById.")
          @Nullable String createdBy,
      @Option(names = "--quiet", description = "Print the key and nothing else.") boolean quiet,
      @Mixin DatabaseOptions where)
      throws ConfigurationException {
    String secret = Secrets.apiKey();
    ApiKey key =
        Secrets.named(
            secret,
            organization(organization),
            scopes(scopes),
            createdBy,
            InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
    with(
        where,
        keys -> {
          keys.save(key);
          return true;
        });
    PrintWriter out = spec.commandLine().getOut();
    if (quiet) {
      out.println(secret);
      return ExitCode.OK;
    }
    out.println("id            " + key.id());
    out.println("organization  " + key.organization());
    out.println("scopes        " + words(key));
    out.println("key           " + secret);
    out.println();
    out.println("The key is not shown again.");
    return ExitCode.OK;
  }

  @Command(
      name = "list",
      description = "Lists the keys; what they are is not kept, and not shown.",
      mixinStandardHelpOptions = true)
  int list(@Mixin DatabaseOptions where) throws ConfigurationException {
    PrintWriter out = spec.commandLine().getOut();
    List<ApiKey> keys = with(where, ApiKeys::list);
    if (keys.isEmpty()) {
      out.println("There are no keys.");
      return ExitCode.OK;
    }
    out.printf(ROW, "ID", "ORGANIZATION", "CREATED", "SCOPES");
    keys.forEach(key -> out.printf(ROW, key.id(), key.organization(), key.createdAt(), words(key)));
    return ExitCode.OK;
  }

  @Command(
      name = "revoke",
      description = "Revokes a key: it is refused within a second.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(paramLabel = "ID", description = "As keys list shows it.") String id,
      @Mixin DatabaseOptions where)
      throws ConfigurationException, CommandException {
    if (with(where, keys -> keys.remove(id))) {
      spec.commandLine().getOut().println("revoked " + id);
      return ExitCode.OK;
    }
    throw new CommandException("there is no key '" + id + "'");
  }

  /** The keys that all nodes share, or those of the data folder's own server. */
  private static <T> T with(DatabaseOptions where, Function<ApiKeys, T> work)
      throws ConfigurationException {
    Configuration configuration = where.read();
    Optional<DatabaseAddress> shared = configuration.storage().database();
    if (shared.isEmpty()) {
      return work.apply(new KeptKeys(new KeyFile(configuration.data()), InstantSource.system()));
    }
    try (MaintainedDatabase database = MaintainedDatabase.open(shared.get())) {
      // A key may be made before the first server starts.
      database.bringUpToDate();
      return work.apply(new PostgresApiKeys(database.database()));
    }
  }

  private OrganizationId organization(String text) {
    try {
      return new OrganizationId(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--organization: " + e.getMessage(), e);
    }
  }

  private Set<Scope> scopes(List<String> words) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : words) {
      scopes.add(
          Scope.of(word.strip())
              .orElseThrow(() ->
                  new ParameterException(
                      spec.commandLine(),
                      "--scopes: '"
                          + word
                          + "' is no scope; there are "
                          + Stream.of(Scope.values())
                              .map(Scope::word)
                              .collect(Collectors.joining(", ")))));
    }
    return scopes;
  }

  private static String words(ApiKey key) {
    return key.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(","));
  }
}
