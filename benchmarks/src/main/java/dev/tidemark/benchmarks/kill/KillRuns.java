package dev.tidemark.benchmarks.kill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Kills nodes with {@code kill -9}, stops them, cuts them off from the database, while they read
 * providers that change all the time; and checks that nothing is lost or counted twice, and that
 * every answer meanwhile is true. Exits with 1 if anything is not as it must be.
 */
public final class KillRuns {
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);

  private final Plan plan;
  private final Path folder;
  private final PrintStream out;
  private final Violations violations;
  private final Providers providers;
  private final Cluster cluster;
  private final Nodes nodes;

  private KillRuns(Plan plan, Path folder, PrintStream out) throws IOException {
    this.plan = plan;
    this.folder = folder;
    this.out = out;
    this.violations = new Violations(out);
    this.providers = Providers.start(plan);
    this.cluster = Cluster.start(folder, providers.sandbox());
    this.nodes = new Nodes(cluster::node, violations);
  }

  /** Runs as the command line says. */
  public static void main(String[] arguments) throws Exception {
    Plan plan;
    try {
      plan = Plan.read(arguments, ThreadLocalRandom.current().nextInt(1, 1_000_000));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Logger.getLogger("").setLevel(Level.WARNING);
    Path folder = Files.createTempDirectory("tidemark-kill-");
    System.out.println(plan + ", in " + folder);
    KillRuns runs = new KillRuns(plan, folder, System.out);
    Thread ending = new Thread(runs::end, "ending");
    Runtime.getRuntime().addShutdownHook(ending);
    System.exit(runs.sound() ? 0 : 1);
  }

  /** Whether all is well; what goes wrong with the harness itself is not. */
  private boolean sound() {
    try {
      run();
    } catch (Exception e) {
      violations.add("the harness gets to its end", e.toString());
      e.printStackTrace(out);
    }
    return violations.count() == 0;
  }

  private void end() {
    nodes.close();
    cluster.close();
    providers.close();
  }

  private void run() throws Exception {
    Instant start = Instant.now();
    Customers customers = new Customers(plan.organizations());
    Statuses statuses = new Statuses(violations);
    PrintStream details =
        new PrintStream(
            Files.newOutputStream(folder.resolve("details.txt")), true, StandardCharsets.UTF_8);
    Losses losses = new Losses(nodes, statuses, violations, details);
    Ledger ledger = new Ledger(violations, losses);
    Random random = new Random(plan.seed());
    try (Connection looking = cluster.connect();
        Connection acting = cluster.connect()) {
      nodes.start();
      nodes.await(1);
      Trail trail = new Trail(looking);
      trail.install();
      customers.register(acting);
      for (int i = 1; i < plan.nodes(); i++) {
        nodes.start();
      }
      nodes.await(plan.nodes());
      Watch watch = new Watch(looking, trail, ledger, statuses, violations, details);
      Thread watching = Thread.ofPlatform().name("watch").start(watch);
      customers.connectAll(nodes.working().getFirst(), providers);
      Prober prober =
          new Prober(
              nodes, customers, Cluster.EVERY, statuses, violations, new Random(plan.seed() + 1));
      Thread probing = Thread.ofPlatform().name("prober").start(prober);
      Havoc havoc = new Havoc(plan, nodes, providers, acting, random, out);
      havoc.wreak();
      StoreCheck check = new StoreCheck(acting, providers, violations);
      Instant calm = Instant.now();
      long compared = settle(acting, check, customers);
      nodes.await(1);
      prober.stop();
      probing.join();
      nodes.dismiss();
      if (plan.sabotage()) {
        check.spoil();
        check.records(customers.names(), true);
      }
      watch.stop();
      watching.join();
      check.books(ledger);
      losses.open().forEach(sync -> violations.add("what is lost goes on", sync));
      new Summary(plan, havoc, ledger, losses, statuses, prober, check, violations, out)
          .print(Duration.between(start, calm), compared);
    }
  }

  /**
   * Lets every sync follow, with increments alone and then with a full pass: an increment must not
   * have lost what the full pass would find.
   */
  private long settle(Connection database, StoreCheck check, Customers customers)
      throws SQLException, IOException, InterruptedException {
    Instant frozen = providers.freeze();
    nodes.await(plan.nodes());
    // The first success may be that of a pass that began before.
    await(
        database,
        "two successes of every sync after the providers stood still",
        """
        select concat_ws('/', organization, provider, model) || coalesce(' ' || outcome, '')
          || coalesce(' ' || run, '') || ' ' || failures
        from syncs s
        where hold is null and 2 > (
          select count(*) from runs r
          where r.dataset = s.dataset and r.outcome = 'succeeded' and r.started_at > ?)
        """,
        frozen);
    long compared = check.records(customers.names(), false);
    Instant again = Instant.now();
    customers.connectAll(nodes.working().getFirst(), providers);
    out.println("everything has followed by increments; now by full passes");
    await(
        database,
        "a full pass of every sync",
        """
        select concat_ws('/', organization, provider, model) from syncs
        where hold is null
          and (last_full_pass_at is null or last_full_pass_at < ? or outcome <> 'succeeded')
        """,
        again);
    return compared + check.records(customers.names(), true);
  }

  private void await(Connection database, String what, String missing, Instant since)
      throws SQLException, InterruptedException {
    Instant until = Instant.now().plus(LONGEST_SETTLING);
    while (true) {
      List<String> left =
          Rows.list(database, missing, row -> row.getString(1), Timestamp.from(since));
      if (left.isEmpty()) {
        return;
      }
      if (Instant.now().isAfter(until)) {
        violations.add("everything settles", "no " + what + " in time: " + left);
        return;
      }
      nodes.replaceEnded();
      Thread.sleep(200);
    }
  }
}
