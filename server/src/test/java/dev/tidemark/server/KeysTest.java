package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.server.config.ConfigurationException;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a start, and of the next one. */
class KeysTest {
  private static final Keys.Given GIVEN = new Keys.Given(Client.API_KEY, false);

  @TempDir private Path folder;

  private Keys keys(String sandbox, String store, Map<String, String> environment)
      throws ConfigurationException {
    Map<String, String> options =
        Map.of("sandbox", sandbox, "store", store, "data", folder.resolve("data").toString());
    return Keys.of(ConfigurationReader.read(Settings.collect(options, environment)));
  }

  @Test
  void lastAsLongAsTheDatabase() throws ConfigurationException {
    Keys first = keys("true", "postgres", Map.of());

    assertThat(first.integrations()).get().matches(Keys.Given::made);
    assertThat(keys("true", "postgres", Map.of())).isEqualTo(first);
  }

  @Test
  void areGoneWithTheMemory() throws ConfigurationException {
    assertThat(keys("true", "memory", Map.of())).isNotEqualTo(keys("true", "memory", Map.of()));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void areMadeOnlyWhereNoneIsGiven() throws ConfigurationException {
    Keys keys = keys("true", "postgres", Map.of("TIDEMARK_API_KEY", Client.API_KEY));

    assertThat(keys.integrations()).contains(GIVEN);
    assertThat(keys.admin()).get().matches(Keys.Given::made);
  }

  @Test
  void areNeverMadeForRealProviders() throws ConfigurationException {
    assertThat(keys("false", "postgres", Map.of()))
        .isEqualTo(new Keys(Optional.empty(), Optional.empty()));
    assertThat(folder).isEmptyDirectory();
  }
}
