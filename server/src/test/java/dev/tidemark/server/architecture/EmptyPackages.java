package dev.tidemark.server.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds what rules name and nothing is in, for about nothing every rule holds. */
final class EmptyPackages {
  private EmptyPackages() {}

  /** A sentence for each module without classes, and each entry of an allow-list without a use. */
  static List<String> find(JavaClasses classes, String root) {
    List<String> empty = new ArrayList<>();
    for (TidemarkModule module : TidemarkModule.values()) {
      if (isEmpty(module, classes, root)) {
        empty.add("%s has no classes".formatted(module.in(root)));
      }
    }
    for (AllowList list : AllowList.ALL) {
      if (!isEmpty(list.module(), classes, root)) {
        Stream.of(list.packages(root))
            .filter(allowed -> !isThere(allowed, list.module(), classes, root))
            .map(allowed -> "%s uses nothing in %s".formatted(list.module().in(root), allowed))
            .forEach(empty::add);
      }
    }
    return empty;
  }

  private static boolean isEmpty(TidemarkModule module, JavaClasses classes, String root) {
    return classes.stream().noneMatch(module.has(root));
  }

  /** The JDK's packages are always there; of others, only the classes that are used are known. */
  private static boolean isThere(
      String allowed, TidemarkModule module, JavaClasses classes, String root) {
    Stream<String> used =
        classes.stream()
            .filter(module.has(root))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getPackageName());
    return Stream.concat(jdkPackages(), used).anyMatch(PackageMatcher.of(allowed)::matches);
  }

  private static Stream<String> jdkPackages() {
    return ModuleLayer.boot().modules().stream().flatMap(found -> found.getPackages().stream());
  }
}
