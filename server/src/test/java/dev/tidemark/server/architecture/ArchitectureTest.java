package dev.tidemark.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules hold for the classes of all modules, tests excluded. */
class ArchitectureTest {
  private static final String ROOT = "dev.tidemark";

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT)
          .that(areHandwritten());

  @TestFactory
  Stream<DynamicTest> keepsTheRule() {
    return Rules.under(ROOT).entrySet().stream()
        .map(rule ->
            DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(PRODUCTION)));
  }

  @Test
  void findsClassesInEveryPackageThatARuleNames() {
    assertThat(EmptyPackages.find(PRODUCTION, ROOT)).isEmpty();
  }

  /** Dagger's classes follow Dagger's rules. */
  private static DescribedPredicate<JavaClass> areHandwritten() {
    return DescribedPredicate.describe(
        "are handwritten",
        type -> !outermost(type).isAnnotatedWith("dagger.internal.DaggerGenerated"));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }
}
