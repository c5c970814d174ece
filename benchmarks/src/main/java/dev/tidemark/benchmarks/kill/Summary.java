package dev.tidemark.benchmarks.kill;

import java.io.PrintStream;
import java.time.Duration;

/** What came of it. */
record Summary(
    Plan plan,
    Havoc havoc,
    Ledger ledger,
    Losses losses,
    Statuses statuses,
    Prober prober,
    StoreCheck check,
    Violations violations,
    PrintStream out) {

  void print(Duration taken, long compared) {
    out.println();
    line("nodes killed, stopped, cut off", deeds());
    line("runs", ledger.runs() + " " + ledger.ends());
    line("pages", String.valueOf(ledger.pages()));
    line("records compared", String.valueOf(compared));
    line("records wrong for a moment", String.valueOf(check.flickering()));
    line("answers", prober.answers() + ", none " + prober.unanswered());
    line("statuses checked", String.valueOf(statuses.count()));
    line("kill to told", losses.told());
    line("kill to resumed", losses.resumedAfter(Node.Deed.KILL));
    line("stop to resumed", losses.resumedAfter(Node.Deed.STOP));
    line("cut to resumed", losses.resumedAfter(Node.Deed.CUT));
    line("to resumed, lost again", losses.resumedAgain());
    line("longest time between two runs", losses.longestGap());
    line("violations", violations.count() + " " + violations.byRule());
    out.println();
    out.printf(
        "| %d kills, %d stops, %d cuts in %d s, %d nodes, seed %d | %,d runs, %,d pages, %,d"
            + " records | kill to resumed: %s | %d violations |%n",
        havoc.done(Node.Deed.KILL),
        havoc.done(Node.Deed.STOP),
        havoc.done(Node.Deed.CUT),
        taken.toSeconds(),
        plan.nodes(),
        plan.seed(),
        ledger.runs(),
        ledger.pages(),
        compared,
        losses.resumedAfter(Node.Deed.KILL),
        violations.count());
  }

  private String deeds() {
    return "%d, %d, %d; two at once %d times"
        .formatted(
            havoc.done(Node.Deed.KILL),
            havoc.done(Node.Deed.STOP),
            havoc.done(Node.Deed.CUT),
            havoc.doubles());
  }

  private void line(String what, String value) {
    out.printf("%-32s %s%n", what, value);
  }
}
