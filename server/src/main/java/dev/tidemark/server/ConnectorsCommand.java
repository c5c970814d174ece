package dev.tidemark.server;

import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.catalogue.ManifestCheck;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.domain.provider.Provider;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists connectors, and checks manifests of one's own before they are served. */
@Command(
    name = "connectors",
    description = "Lists connectors, and checks manifests.",
    mixinStandardHelpOptions = true)
final class ConnectorsCommand implements Runnable {
  // picocli sets it before run().
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: tidemark connectors list, or check FILE...");
  }

  @Command(
      name = "list",
      description = "Lists the providers that can be connected, and their models.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(
              names = "--connectors",
              paramLabel = "DIR",
              description = "A folder with connectors of your own.")
          @Nullable Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (folder != null && !Files.isDirectory(folder)) {
      err.println("tidemark: --connectors: '" + folder + "' is no folder");
      return ExitCode.USAGE;
    }
    ManifestCatalogue.Opened opened = open(folder);
    for (Provider provider : opened.catalogue().list()) {
      out.printf(
          "%-16s %-18s %s%n",
          provider.id(),
          provider.name(),
          String.join(
              ", ", provider.models().stream().map(model -> model.name().value()).toList()));
    }
    opened.problems().forEach(problem -> err.println("tidemark: " + problem));
    return opened.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private ManifestCatalogue.Opened open(@Nullable Path folder) {
    if (folder == null) {
      return new ManifestCatalogue.Opened(ManifestCatalogue.builtIn(), Map.of());
    }
    try {
      return ManifestCatalogue.open(folder, false);
    } catch (UncheckedIOException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  @Command(
      name = "check",
      description =
          "Says of each manifest whether it can be run, and if not, everything that is in the way."
              + " Exits with 1 if one cannot.",
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(
              paramLabel = "FILE",
              arity = "1..*",
              description = "Manifests, or folders of them.")
          List<Path> given,
      @Option(
              names = "--runnable-streams",
              description = "Accept a manifest without the streams that cannot be run.")
          boolean runnableStreams) {
    PrintWriter out = spec.commandLine().getOut();
    int refused = 0;
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      List<Path> found = manifests(path);
      if (found.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no manifest in " + path + "; they are named NAME/manifest.yaml or NAME.yaml");
      }
      files.addAll(found);
    }
    for (Path file : files) {
      switch (ManifestCheck.of(file, runnableStreams)) {
        case ManifestCheck.Accepted accepted -> print(out, file, accepted);
        case ManifestCheck.Refused no -> {
          refused++;
          out.printf("%s: refused, %s%n", file, count(no.problems().size(), "problem"));
          no.problems().forEach(problem -> out.println("  " + problem));
        }
      }
    }
    if (files.size() > 1) {
      out.printf("%d accepted, %d refused%n", files.size() - refused, refused);
    }
    out.flush();
    return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** A folder that is no manifest's own stands for the manifests in it. */
  private List<Path> manifests(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    Path own = path.resolve("manifest.yaml");
    if (Files.isRegularFile(own)) {
      return List.of(own);
    }
    try {
      return ManifestCatalogue.manifestsIn(path);
    } catch (UncheckedIOException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void print(PrintWriter out, Path file, ManifestCheck.Accepted accepted) {
    out.printf(
        "%s: accepted as %s, %s%n",
        file, accepted.provider(), count(accepted.streams().size(), "stream"));
    for (ManifestCheck.Stream stream : accepted.streams()) {
      out.printf(
          "  %s: key %s, %s%s%n",
          stream.name(),
          stream.primaryKey().isEmpty() ? "none" : String.join(" + ", stream.primaryKey()),
          stream.incremental() ? "increments" : "full passes",
          stream.partitioned() ? ", in partitions" : "");
    }
    for (Problem problem : accepted.leftOut()) {
      out.println("  left out: " + problem);
    }
    accepted.warnings().forEach(warning -> out.println("  note: " + warning));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
