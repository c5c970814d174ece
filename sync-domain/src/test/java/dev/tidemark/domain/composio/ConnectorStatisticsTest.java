package dev.tidemark.domain.composio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorStatisticsTest {
  private static ConnectorStatistics every(int hours) {
    return new ConnectorStatistics(ToolCounts.NONE, null, null, hours, true);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 720})
  void acceptsAnIntervalOfAnHourToThirtyDays(int hours) {
    assertThat(every(hours).syncIntervalHours()).isEqualTo(hours);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 721, -1})
  void refusesAnyOtherInterval(int hours) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> every(hours))
        .withMessage("the sync interval is 1 to 720 hours, but was " + hours);
  }

  @Test
  void anyNumberOfToolsMayBeEnabled() {
    assertThat(new ToolCounts(5, 5).enabled()).isEqualTo(5);
    assertThat(new ToolCounts(5, 0).total()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"5, 6", "5, -1", "-1, 0"})
  void refusesMoreEnabledToolsThanThereAre(int total, int enabled) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ToolCounts(total, enabled))
        .withMessage(
            "enabled tools must be between 0 and the total of %d, but were %d"
                .formatted(total, enabled));
  }

  @Test
  void refusesWhatIsNoSlug() {
    assertThat(new ToolSlug("GITHUB_CREATE_ISSUE")).hasToString("GITHUB_CREATE_ISSUE");
    for (String slug : new String[] {"", "T".repeat(1025)}) {
      String problem = " has 1 to 1024 characters, but this one has " + slug.length();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ToolSlug(slug))
          .withMessage("a tool slug" + problem);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ToolkitSlug(slug))
          .withMessage("a toolkit slug" + problem);
    }
    assertThat(new ToolkitSlug("T".repeat(1024)).value()).hasSize(1024);
  }
}
