package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> done = new ArrayList<>();

  private Runnable step(String name) {
    return () -> done.add(name);
  }

  private Runnable failing(String name, Throwable how) {
    return () -> {
      done.add(name);
      if (how instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) how;
    };
  }

  @Test
  void takesEveryStepInOrderAlthoughSomeFail() {
    RuntimeException first = new IllegalStateException("first");
    Error second = new LinkageError("second");

    assertThatThrownBy(() ->
            Closing.all(
                List.of(
                    step("a"), failing("b", first), step("c"), failing("d", second), step("e"))))
        .isSameAs(first)
        .hasSuppressedException(second);
    assertThat(done).containsExactly("a", "b", "c", "d", "e");

    assertThatThrownBy(() -> Closing.all(List.of(failing("f", second), failing("g", first))))
        .isSameAs(second);
  }

  @Test
  void speaksOfWhatCameBefore() {
    Exception before = new Exception("before");
    RuntimeException later = new IllegalStateException("later");

    assertThat(Closing.after(before, failing("a", later), step("b"))).isSameAs(before);

    assertThat(before).hasSuppressedException(later);
    assertThat(done).containsExactly("a", "b");
  }
}
