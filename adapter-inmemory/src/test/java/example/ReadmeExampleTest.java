package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {
  @Test
  void isTheProgramThatIsCompiledHere() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String block = readme.substring(readme.indexOf("```java\n") + "```java\n".length());
    String shown = block.substring(0, block.indexOf("```"));
    assertThat(shown)
        .isEqualTo(Files.readString(Path.of("src", "test", "java", "example", "Embedded.java")));
  }

  @Test
  void connectsSyncsAndPrintsTheStatus() throws Exception {
    PrintStream usual = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Embedded.main(new String[0]);
    } finally {
      System.setOut(usual);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("connected=true", "AcmeContact", "SUCCESS", "errorMessage=null");
  }
}
