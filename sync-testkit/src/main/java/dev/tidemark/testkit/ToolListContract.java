package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.ToolList.Filter;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link ToolList} promises. */
public abstract class ToolListContract extends StoreContract {
  private static final ToolkitSlug GITHUB = new ToolkitSlug("github");
  private static final ToolkitSlug SLACK = new ToolkitSlug("slack");

  @BeforeEach
  void seeTools() {
    store
        .tools()
        .seen(
            List.of(
                named("GITHUB_STAR", "Star a repository", GITHUB),
                named("SLACK_SEND", "Send 100% \u00c4rger", SLACK),
                named("GITHUB_FORK", "Fork it", GITHUB),
                named("GITHUB_GONE", "No more", GITHUB)),
            false);
    store.tools().disappeared(List.of(new ToolSlug("GITHUB_GONE")));
    store.tools().enable(new ToolSlug("GITHUB_STAR"), true);
  }

  private static Tool named(String slug, String name, ToolkitSlug toolkit) {
    return new Tool(new ToolSlug(slug), name, toolkit);
  }

  private List<String> list(Filter filter, @Nullable String after, int limit) {
    return store.toolList().list(filter, after == null ? null : new ToolSlug(after), limit).stream()
        .map(entry -> entry.tool().slug().value())
        .toList();
  }

  private List<String> found(String search) {
    return list(new Filter(Optional.empty(), Optional.empty(), Optional.of(search)), null, 10);
  }

  @Test
  void listsWhatIsInTheCatalogueBySlug() {
    assertThat(store.toolList().list(Filter.ALL, null, 10))
        .containsExactly(
            new ToolList.Entry(named("GITHUB_FORK", "Fork it", GITHUB), false),
            new ToolList.Entry(named("GITHUB_STAR", "Star a repository", GITHUB), true),
            new ToolList.Entry(named("SLACK_SEND", "Send 100% \u00c4rger", SLACK), false));
  }

  @Test
  void goesOnAfterASlugWhetherItIsThereOrNot() {
    assertThat(list(Filter.ALL, null, 2)).containsExactly("GITHUB_FORK", "GITHUB_STAR");
    assertThat(list(Filter.ALL, "GITHUB_STAR", 2)).containsExactly("SLACK_SEND");
    assertThat(list(Filter.ALL, "GITHUB_GONE", 1)).containsExactly("GITHUB_STAR");
    assertThat(list(Filter.ALL, "SLACK_SEND", 2)).isEmpty();
  }

  @Test
  void filtersByToolkitAndSetting() {
    assertThat(list(new Filter(Optional.of(GITHUB), Optional.empty(), Optional.empty()), null, 10))
        .containsExactly("GITHUB_FORK", "GITHUB_STAR");
    assertThat(list(new Filter(Optional.empty(), Optional.of(true), Optional.empty()), null, 10))
        .containsExactly("GITHUB_STAR");
    assertThat(
            list(new Filter(Optional.of(GITHUB), Optional.of(false), Optional.empty()), null, 10))
        .containsExactly("GITHUB_FORK");
    assertThat(
            list(
                new Filter(
                    Optional.of(new ToolkitSlug("none")), Optional.empty(), Optional.empty()),
                null,
                10))
        .isEmpty();
  }

  @Test
  void findsTextInSlugOrNameWhateverItsCase() {
    assertThat(found("github_s")).containsExactly("GITHUB_STAR");
    assertThat(found("REPOSITORY")).containsExactly("GITHUB_STAR");
    assertThat(found("\u00e4rger")).containsExactly("SLACK_SEND");
    assertThat(found("nowhere")).isEmpty();
  }

  @Test
  void takesAnySearchForPlainText() {
    assertThat(found("100%")).containsExactly("SLACK_SEND");
    assertThat(found("%")).containsExactly("SLACK_SEND");
    assertThat(found("_")).containsExactly("GITHUB_FORK", "GITHUB_STAR", "SLACK_SEND");
    assertThat(found("GITHUB.STAR")).isEmpty();
    assertThat(found("\\")).isEmpty();
    assertThat(found("'")).isEmpty();
  }

  @Test
  void findsOneTool() {
    assertThat(store.toolList().find(new ToolSlug("GITHUB_STAR")))
        .contains(new ToolList.Entry(named("GITHUB_STAR", "Star a repository", GITHUB), true));
    assertThat(store.toolList().find(new ToolSlug("GITHUB_GONE"))).isEmpty();
    assertThat(store.toolList().find(new ToolSlug("github_star"))).isEmpty();
  }

  @Test
  void followsAToolThatIsRenamedOrMoved() {
    store.tools().seen(List.of(named("GITHUB_STAR", "Like", SLACK)), false);

    assertThat(store.toolList().find(new ToolSlug("GITHUB_STAR")))
        .as("enabled as before")
        .contains(new ToolList.Entry(named("GITHUB_STAR", "Like", SLACK), true));
    assertThat(store.toolList().toolkits(null, 10))
        .containsExactly(
            new ToolList.Toolkit(GITHUB, new ToolCounts(1, 0)),
            new ToolList.Toolkit(SLACK, new ToolCounts(2, 1)));
  }

  @Test
  void countsToolkitsThatHaveTools() {
    assertThat(store.toolList().toolkit(GITHUB))
        .contains(new ToolList.Toolkit(GITHUB, new ToolCounts(2, 1)));
    store.tools().disappeared(List.of(new ToolSlug("SLACK_SEND")));

    assertThat(store.toolList().toolkit(SLACK)).isEmpty();
    assertThat(store.toolList().toolkits(null, 10))
        .containsExactly(new ToolList.Toolkit(GITHUB, new ToolCounts(2, 1)));
    assertThat(store.toolList().toolkits(GITHUB, 10)).isEmpty();
  }

  @Test
  void listsThousandsInParts() {
    List<Tool> many = new ArrayList<>();
    for (int i = 0; i < 2_300; i++) {
      many.add(named("TOOL_%05d".formatted(i), "Number " + i, new ToolkitSlug("k" + i % 7)));
    }
    store.tools().seen(many, false);
    store.tools().enableAll(new ToolkitSlug("k3"), true);
    Filter enabled = new Filter(Optional.empty(), Optional.of(true), Optional.of("tool_"));

    List<String> found = new ArrayList<>();
    String after = null;
    List<String> part;
    do {
      part = list(enabled, after, 100);
      found.addAll(part);
      after = part.isEmpty() ? null : part.getLast();
    } while (part.size() == 100);

    assertThat(found)
        .isEqualTo(
            many.stream()
                .filter(tool -> tool.toolkit().value().equals("k3"))
                .map(tool -> tool.slug().value())
                .toList());
  }
}
