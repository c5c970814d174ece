package dev.tidemark.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "tidemark",
    description = "Keeps a product's copy of its customers' SaaS data current.",
    mixinStandardHelpOptions = true,
    version = "tidemark 0.1.0",
    subcommands = {
      ServeCommand.class,
      ConnectorsCommand.class,
      KeysCommand.class,
      VaultCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
    })
public final class Main implements Runnable {
  // picocli sets it before run().
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  private Main() {}

  /** Exits with 0 if all went well, 1 if the command failed, 2 if it was not understood. */
  public static void main(String[] args) {
    Logging.configure();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Failures::misunderstood)
        .setExecutionExceptionHandler(new Failures());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do, for example: tidemark serve --sandbox");
  }
}
