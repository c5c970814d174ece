package dev.tidemark.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** What rules ask of types and packages, beyond ArchUnit's own questions. */
final class Types {
  private Types() {}

  /** Interfaces that anybody may implement; a sealed one is a list of answers. */
  static DescribedPredicate<JavaClass> areOpen() {
    return describe("are not sealed", type -> !type.isSealed());
  }

  static ArchCondition<JavaClass> beImmutable() {
    return condition(
        "be a record, an enum, a sealed interface, or a final class of final fields",
        type ->
            type.isRecord()
                || type.isEnum()
                || (type.isInterface() && type.isSealed())
                || isFinalWithFinalFields(type),
        type -> type.getName() + " is none of these");
  }

  private static boolean isFinalWithFinalFields(JavaClass type) {
    return type.getModifiers().contains(FINAL)
        && type.getFields().stream().allMatch(field -> field.getModifiers().contains(FINAL));
  }

  static ArchCondition<JavaClass> haveAtMostAbstractMethods(int most) {
    return condition(
        "have at most " + most + " abstract methods",
        type -> abstractMethods(type) <= most,
        type -> "%s has %d".formatted(type.getName(), abstractMethods(type)));
  }

  /** Inherited ones count, but not a second time when they are declared again. */
  private static long abstractMethods(JavaClass type) {
    return type.getAllMethods().stream()
        .filter(method -> method.getModifiers().contains(ABSTRACT))
        .map(Types::signature)
        .distinct()
        .count();
  }

  private static String signature(JavaMethod method) {
    return method.getName()
        + method.getRawParameterTypes().stream().map(JavaClass::getName).toList();
  }

  static ClassesTransformer<JavaPackage> packagesUnder(String root) {
    return new AbstractClassesTransformer<>("packages") {
      @Override
      public Iterable<JavaPackage> doTransform(JavaClasses classes) {
        return classes.stream()
            .map(JavaClass::getPackage)
            .filter(found -> (found.getName() + ".").startsWith(root + "."))
            .collect(Collectors.toSet());
      }
    };
  }

  static ArchCondition<JavaPackage> beNullMarked() {
    return condition(
        "be @NullMarked",
        found -> found.isAnnotatedWith(NullMarked.class),
        found -> found.getName() + " is not");
  }

  private static <T> ArchCondition<T> condition(
      String what, Predicate<T> holds, Function<T, String> otherwise) {
    return new ArchCondition<>(what) {
      @Override
      public void check(T item, ConditionEvents events) {
        if (!holds.test(item)) {
          events.add(SimpleConditionEvent.violated(item, otherwise.apply(item)));
        }
      }
    };
  }
}
