package dev.tidemark.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final List<String> followed = new ArrayList<>();

  private final Table<String, Integer> table =
      new Table<>(
          transactions, (key, before, after) -> followed.add(key + " " + before + " " + after));

  @Test
  void isWrittenOnlyInTransactions() {
    assertThatIllegalStateException().isThrownBy(() -> table.put("a", 1));

    assertThat(table.get("a")).isNull();
  }

  @Test
  void tellsItsFollowerWhatACommitChanged() {
    transactions.perform(() -> table.put("a", 1));
    transactions.perform(() -> {
      table.put("a", 7);
      table.put("a", 2);
      assertThat(followed).containsExactly("a null 1");
    });
    transactions.perform(() -> table.remove("a"));

    assertThat(followed).containsExactly("a null 1", "a 1 2", "a 2 null");
  }

  @Test
  void showsTheLastThatATransactionWrote() {
    transactions.perform(() -> table.put("a", 1));
    transactions.perform(() -> table.put("a", 2));
    transactions.perform(() -> {
      table.put("b", 3);
      table.remove("b");
      table.remove("never there");
    });

    assertThat(table.get("a")).isEqualTo(2);
    assertThat(table.get("b")).isNull();
  }

  @Test
  void doesNotTellItsFollowerOfARollback() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            transactions.perform(() -> {
              table.put("a", 1);
              throw new IllegalStateException("trouble");
            }));

    assertThat(followed).isEmpty();
    assertThat(table.get("a")).isNull();
  }
}
