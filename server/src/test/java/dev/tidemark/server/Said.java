package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** How a command ended, and what it said. */
record Said(int exit, String out, String err) {
  /** Runs it in this process. */
  static Said by(String... command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(command);
    return new Said(exit, out.toString(), err.toString());
  }

  /** It did what it was asked to. */
  Said well() {
    assertThat(exit).as(err).isZero();
    return this;
  }

  /** It failed, and said why in one sentence. */
  void refuses(int expected, String why) {
    assertThat(err).hasLineCount(1).startsWith("tidemark: ").contains(why);
    assertThat(exit).isEqualTo(expected);
    assertThat(out).isEmpty();
  }
}
