package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line's view of connectors. */
class ConnectorsCommandTest {
  private static final String GOOD =
      OwnConnectorTest.MANIFEST.replace("BASE", "https://api.acme.example");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  private Path write(String name, String manifest) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, manifest);
  }

  @Test
  void saysWhatAnAcceptedManifestOffers() throws IOException {
    Path file = write("acme/manifest.yaml", GOOD);
    assertThat(run("connectors", "check", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "%s: accepted as acme, 1 stream%n  people: key id, full passes%n".formatted(file));
  }

  @Test
  void saysEverythingThatIsInTheWayOfTheOthers() throws IOException {
    write("acme/manifest.yaml", GOOD);
    Path bad =
        write(
            "bad one.yaml",
            GOOD.replace("HttpRequester", "CustomRequester").replace("6.48.10", "[]"));
    Path text = write("text.yaml", "just: [text");

    assertThat(run("connectors", "check", folder.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains(bad + ": refused, 2 problems")
        .contains("  streams[0].retriever.requester.type: CustomRequester ")
        .contains("  version: ")
        .contains(text + ": refused, 1 problem")
        .endsWith("1 accepted, 2 refused%n".formatted());
  }

  @Test
  void saysThatThereIsNothingToCheck() {
    assertThat(run("connectors", "check", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("tidemark: there is no manifest in " + folder);
  }

  @Test
  void refusesWhatIsNoFileAndGoesOn() throws IOException {
    Path file = write("acme.yaml", GOOD);
    assertThat(run("connectors", "check", folder.resolve("none.yaml").toString(), file.toString()))
        .isEqualTo(1);
    assertThat(out.toString()).contains("none.yaml: refused").contains(file + ": accepted");
  }

  @Test
  void acceptsTheStreamsThatCanBeRunIfThatIsWanted() throws IOException {
    String stream = GOOD.substring(GOOD.indexOf("  - type:"), GOOD.indexOf("spec:"));
    String two =
        GOOD.replace(
            "spec:\n",
            stream.replace("name: people", "name: guesses").replace("DefaultPaginator", "Guessing")
                + "spec:\n");
    Path file = write("acme.yaml", two);
    assertThat(run("connectors", "check", file.toString())).isEqualTo(1);
    assertThat(run("connectors", "check", "--runnable-streams", file.toString())).isZero();
    assertThat(out.toString()).contains("people: key id").contains("left out: streams[1]");
  }

  @Test
  void listsWhatIsBuiltInAndWhatIsInTheFolder() throws IOException {
    write("acme/manifest.yaml", GOOD);
    assertThat(run("connectors", "list", "--connectors", folder.toString())).isZero();
    assertThat(out.toString().lines())
        .hasSize(14)
        .anyMatch(line -> line.matches("acme +Acme +people"))
        .anyMatch(line -> line.matches("hubspot +HubSpot +HubspotContact, .*"));

    write("broken.yaml", "{}");
    assertThat(run("connectors", "list", "--connectors", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("tidemark: broken.yaml: ");
    assertThat(run("connectors", "list", "--connectors", folder + "/none")).isEqualTo(2);
  }

  @Test
  void saysHowItIsUsed() {
    assertThat(run("connectors")).isEqualTo(2);
    assertThat(err.toString()).contains("tidemark connectors list");
    assertThat(run("connectors", "check")).isEqualTo(2);
  }
}
