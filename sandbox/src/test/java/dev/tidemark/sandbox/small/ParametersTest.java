package dev.tidemark.sandbox.small;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.sandbox.exchange.Query;
import java.time.Instant;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private static Parameters of(String query) {
    return Parameters.of(Query.parse(query));
  }

  @Test
  void readsWhatIsThere() {
    Parameters given =
        of("limit=7&after=x&ids=a,b&ids=c&all=true&since=2026-03-01T13:00:00%2B01:00");

    assertThat(given.integer("limit", 10, 1, 100)).isEqualTo(7);
    assertThat(given.integer("offset", 10, 1, 100)).isEqualTo(10);
    assertThat(given.requireText("after")).isEqualTo("x");
    assertThat(given.list("ids")).containsExactly("a", "b", "c");
    assertThat(given.flag("all")).isTrue();
    assertThat(given.flag("none")).isFalse();
    assertThat(given.moment("since")).contains(Instant.parse("2026-03-01T12:00:00Z"));
    given.done();
  }

  @Test
  void refusesWhatIsNotAsItShouldBe() {
    refuses("limit=101", given -> given.integer("limit", 10, 1, 100), "limit is 101");
    refuses("limit=0", given -> given.integer("limit", 10, 1, 100), "must be 1 to 100");
    refuses("limit=x", given -> given.integer("limit", 10, 1, 100), "must be a whole number");
    refuses("after=1&after=2", given -> given.text("after"), "more than once");
    refuses("", given -> given.requireText("after"), "parameter after is required");
    refuses("all=1", given -> given.flag("all"), "must be one of true, false");
    refuses("since=yesterday", given -> given.moment("since"), "must be a time like");
    refuses("a=1&b=2", given -> given.text("a"), "unknown parameter b");
  }

  private static void refuses(String query, Consumer<Parameters> read, String reason) {
    Parameters given = of(query);
    ThrowingCallable all =
        () -> {
          read.accept(given);
          given.done();
        };
    assertThatThrownBy(all)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
