package dev.tidemark.server;

import dev.tidemark.postgres.vault.VaultKeyFile;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.postgres.vault.VaultRotation;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes keys for the vault, and changes them while servers go on working. */
@Command(
    name = "vault",
    description = "Makes keys for the vault, and changes them.",
    mixinStandardHelpOptions = true)
final class VaultCommand implements Runnable {
  // picocli sets it before run().
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: tidemark vault create-key, or rotate");
  }

  @Command(
      name = "create-key",
      description = "Prints a new value for TIDEMARK_VAULT_KEY. Keep it secret, and keep it.",
      mixinStandardHelpOptions = true)
  int createKey() {
    say(VaultKeys.create().toText());
    return ExitCode.OK;
  }

  @Command(
      name = "rotate",
      description = {
        "Encrypts all credentials with a new key, also while servers use them. With the key file it"
            + " takes this one step.",
        "With TIDEMARK_VAULT_KEY it takes three: without an option it prints a value with both"
            + " keys, for all nodes to be restarted with; with --finish it encrypts everything with"
            + " the new key; with --drop-old it prints the value without the old one."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int rotate(
      @Option(
              names = "--finish",
              description = "The second step: all nodes have the value with both keys.")
          boolean finish,
      @Option(
              names = "--force",
              description =
                  "Finish although nodes that run have only the old key; they refuse requests until"
                      + " they are restarted.")
          boolean force,
      @Option(
              names = "--drop-old",
              description =
                  "The last step: leave the newest key only; backups from before cannot be used any"
                      + " more.")
          boolean dropOld,
      @Mixin DatabaseOptions where)
      throws ConfigurationException, CommandException {
    if (finish && dropOld) {
      throw new ParameterException(
          spec.commandLine(), "--finish and --drop-old are two steps; give one of them");
    }
    if (force && !finish) {
      throw new ParameterException(spec.commandLine(), "--force is for --finish only");
    }
    Configuration configuration = where.read();
    Optional<VaultKeys> keys = configuration.storage().vaultKey().map(VaultKeys::fromText);
    if (finish && keys.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--finish is for keys in TIDEMARK_VAULT_KEY, which is not set; with a key file, rotate"
              + " does it all");
    }
    try (CommandDatabase database = CommandDatabase.open(configuration)) {
      VaultRotation rotation = new VaultRotation(database.upToDate());
      if (keys.isEmpty()) {
        VaultKeyFile file = new VaultKeyFile(configuration.data());
        return dropOld
            ? dropOld(rotation, file)
            : rotate(rotation, file, configuration.storage().database().isPresent());
      }
      if (finish) {
        return finish(rotation, keys.get(), force);
      }
      return dropOld ? dropOld(rotation, keys.get()) : prepare(rotation, keys.get());
    }
  }

  private int rotate(VaultRotation rotation, VaultKeyFile file, boolean shared)
      throws CommandException {
    VaultRotation.Result result = rotation.rotate(file);
    say(done(result) + ", which is in " + file.path());
    if (shared) {
      say("Copy the file to the other nodes now; they need no restart.");
    }
    say(
        "The old key stays in it for older backups; tidemark vault rotate --drop-old takes it"
            + " out.");
    return told(result);
  }

  private int dropOld(VaultRotation rotation, VaultKeyFile file) {
    rotation.dropOld(file);
    say("only the newest key is left in " + file.path());
    return ExitCode.OK;
  }

  private int prepare(VaultRotation rotation, VaultKeys keys) {
    VaultKeys next = rotation.prepare(keys);
    if (next == keys) {
      say(
          "TIDEMARK_VAULT_KEY has a new key already; when all nodes were restarted with it:"
              + " tidemark vault rotate --finish");
      return ExitCode.OK;
    }
    say(next.toText());
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "Nothing has changed yet. Restart all nodes with this value as TIDEMARK_VAULT_KEY, one by"
            + " one; then, with it: tidemark vault rotate --finish");
    err.flush();
    return ExitCode.OK;
  }

  private int finish(VaultRotation rotation, VaultKeys keys, boolean force)
      throws CommandException {
    // What could be prepared now has not been prepared yet.
    if (rotation.prepare(keys) != keys) {
      throw new CommandException(
          "there is no rotation to finish: TIDEMARK_VAULT_KEY has no newer key than the one that is"
              + " in use");
    }
    int behind = rotation.nodesWithout(keys);
    if (behind > 0 && !force) {
      throw new CommandException(
          (behind == 1 ? "one node that runs has" : behind + " nodes that run have")
              + " only the old key, and would refuse requests from now on; restart all nodes with"
              + " this TIDEMARK_VAULT_KEY first, or finish with --force");
    }
    VaultRotation.Result result = rotation.finish(keys);
    say(done(result));
    say(
        "The old key is still needed for older backups; tidemark vault rotate --drop-old prints the"
            + " value without it.");
    return told(result);
  }

  private int dropOld(VaultRotation rotation, VaultKeys keys) {
    say(rotation.withoutOld(keys).toText());
    return ExitCode.OK;
  }

  private static String done(VaultRotation.Result result) {
    return "encrypted %d credentials anew with the new key".formatted(result.reencrypted());
  }

  /** What cannot be decrypted is a failure, though all else is done. */
  private static int told(VaultRotation.Result result) throws CommandException {
    if (result.unreadable().isEmpty()) {
      return ExitCode.OK;
    }
    throw new CommandException(
        "no key can decrypt the credentials of "
            + result.unreadable().stream().map(Object::toString).collect(Collectors.joining(", "))
            + "; connect anew what is needed of these");
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
