package dev.tidemark.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The modules whose classes are checked; each keeps to one package of its name. */
enum TidemarkModule {
  DOMAIN,
  APPLICATION,
  TESTKIT,
  INMEMORY,
  POSTGRES,
  CONNECTORS,
  HTTP,
  SANDBOX,
  SERVER;

  /** Those that know a technology, and that the server plugs into the application. */
  static final Set<TidemarkModule> ADAPTERS = Set.of(INMEMORY, POSTGRES, CONNECTORS, HTTP);

  /** The module of a class, unless it is a stray one. */
  static Optional<TidemarkModule> of(JavaClass type, String root) {
    return Arrays.stream(values()).filter(module -> module.has(root).test(type)).findFirst();
  }

  /** The module's packages, as ArchUnit writes them. */
  String in(String root) {
    return root + "." + packageName() + "..";
  }

  /** Selects the module's classes. */
  DescribedPredicate<JavaClass> has(String root) {
    return resideInAPackage(in(root));
  }

  private String packageName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
