package dev.tidemark.connectors.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionCasesTest {

  static Stream<ExpressionCase> cases() {
    return ExpressionCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void evaluatesAsTheReferenceDoes(ExpressionCase example) {
    check(example, Given.plain());
    check(example, Given.nodes());
  }

  private static void check(ExpressionCase example, Names names) {
    Template template = Template.parse(example.source(), Given.allowed());
    if (example.failure() == null) {
      assertThat(template.evaluate(names)).isEqualTo(example.result());
    } else {
      ExpressionException failure =
          catchThrowableOfType(ExpressionException.class, () -> template.evaluate(names));
      assertThat(failure).isNotNull();
      assertThat(failure.reason()).isEqualTo(example.failure());
    }
  }

  @Test
  void hasAllTheCases() {
    assertThat(ExpressionCase.all()).hasSizeGreaterThan(1000);
  }
}
