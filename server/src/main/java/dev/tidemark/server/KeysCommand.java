package dev.tidemark.server;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.server.config.ConfigurationException;
import dev.tidemark.server.config.Settings;
import dev.tidemark.server.key.KeptKeys;
import dev.tidemark.server.key.KeyFile;
import dev.tidemark.server.key.Secrets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes API keys. A running server on the same data folder follows at once. */
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
      @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
          @Nullable Path data) {
    ApiKeys keys = keys(data);
    String secret = Secrets.apiKey();
    ApiKey key =
        Secrets.named(
            secret,
            organization(organization),
            scopes(scopes),
            createdBy,
            InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
    keys.save(key);
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
  int list(
      @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
          @Nullable Path data) {
    PrintWriter out = spec.commandLine().getOut();
    List<ApiKey> keys = keys(data).list();
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
      @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
          @Nullable Path data) {
    if (keys(data).remove(id)) {
      spec.commandLine().getOut().println("revoked " + id);
      return ExitCode.OK;
    }
    spec.commandLine().getErr().println("tidemark: there is no key '" + id + "'");
    return ExitCode.SOFTWARE;
  }

  private ApiKeys keys(@Nullable Path data) {
    Map<String, String> given = data == null ? Map.of() : Map.of("data", data.toString());
    try {
      Path folder = Settings.collect(given, System.getenv()).dataFolder();
      KeptKeys keys = new KeptKeys(new KeyFile(folder), InstantSource.system());
      keys.list();
      return keys;
    } catch (ConfigurationException | StorageException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
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
