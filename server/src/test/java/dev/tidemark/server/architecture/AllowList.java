package dev.tidemark.server.architecture;

import static dev.tidemark.server.architecture.TidemarkModule.APPLICATION;
import static dev.tidemark.server.architecture.TidemarkModule.CONNECTORS;
import static dev.tidemark.server.architecture.TidemarkModule.DOMAIN;
import static dev.tidemark.server.architecture.TidemarkModule.HTTP;
import static dev.tidemark.server.architecture.TidemarkModule.INMEMORY;
import static dev.tidemark.server.architecture.TidemarkModule.POSTGRES;
import static dev.tidemark.server.architecture.TidemarkModule.SANDBOX;
import static dev.tidemark.server.architecture.TidemarkModule.TESTKIT;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a module may use beside itself. A library is added when code needs it, and goes when its
 * last use goes: a test finds entries without a use.
 *
 * @param modules the modules it sees
 * @param libraries packages of the JDK and of libraries, as ArchUnit writes them: {@code ..} stands
 *     for any number of packages, none included
 */
record AllowList(
    TidemarkModule module, Set<TidemarkModule> modules, List<String> libraries, String reason) {
  /** One per module; the server may use everything, for it puts everything together. */
  static final List<AllowList> ALL =
      List.of(
          new AllowList(
              DOMAIN,
              Set.of(),
              List.of(
                  "java.lang",
                  "java.nio.charset",
                  "java.security",
                  "java.time..",
                  "java.util",
                  "java.util.function",
                  "java.util.regex",
                  "java.util.stream",
                  "org.jspecify.."),
              "the rules of the product compute, and can be embedded anywhere: no I/O, no threads,"
                  + " no library"),
          new AllowList(
              APPLICATION,
              Set.of(DOMAIN),
              List.of("java.lang", "java.net", "java.time..", "java.util..", "org.jspecify.."),
              "use cases reach the world through driven ports only, so that any adapter can stand"
                  + " behind them"),
          new AllowList(
              TESTKIT,
              Set.of(DOMAIN, APPLICATION),
              List.of("java..", "org.assertj..", "org.jspecify..", "org.junit.jupiter.api.."),
              "the contracts must hold for adapters that are not ours, whatever these are made of"),
          new AllowList(
              INMEMORY,
              Set.of(DOMAIN, APPLICATION),
              List.of("java..", "org.jspecify.."),
              "who embeds the store in memory gets no library with it"),
          new AllowList(
              POSTGRES,
              Set.of(DOMAIN, APPLICATION),
              List.of(
                  "java..",
                  "javax.sql",
                  "com.fasterxml.jackson..",
                  "com.github.kagkarlsson..",
                  "com.google.crypto.tink..",
                  "com.zaxxer.hikari..",
                  "org.apache.commons.compress..",
                  "org.flywaydb.core..",
                  "org.jspecify..",
                  "org.postgresql.."),
              "a database, a scheduler on it and a vault in it are well-kept libraries' work; the"
                  + " SQL is ours"),
          new AllowList(
              CONNECTORS,
              Set.of(DOMAIN, APPLICATION),
              List.of(
                  "java..",
                  "javax.crypto..",
                  "javax.net.ssl",
                  "com.fasterxml.jackson..",
                  "com.nimbusds.oauth2.sdk..",
                  "org.jspecify..",
                  "org.yaml.snakeyaml.."),
              "manifests are YAML, providers speak JSON over HTTP, the JDK has an HTTP client, and"
                  + " OAuth is not ours to write"),
          new AllowList(
              HTTP,
              Set.of(DOMAIN, APPLICATION),
              List.of(
                  "java..",
                  "com.fasterxml.jackson..",
                  "io.github.bucket4j..",
                  "io.helidon..",
                  "io.micrometer..",
                  "io.prometheus.metrics..",
                  "org.jspecify..",
                  "org.yaml.snakeyaml.."),
              "it translates between HTTP and the use cases, and knows no store and no provider"),
          new AllowList(
              SANDBOX,
              Set.of(),
              List.of(
                  "java..",
                  "javax.crypto..",
                  "com.fasterxml.jackson..",
                  "io.helidon..",
                  "org.jspecify.."),
              "it stands in for other people's software, and code shared with Tidemark would agree"
                  + " with its mistakes"));

  /** Every package that the module may use, its own included. */
  String[] packages(String root) {
    return Stream.concat(
            libraries.stream(),
            Stream.concat(Stream.of(module), modules.stream()).map(visible -> visible.in(root)))
        .toArray(String[]::new);
  }
}
