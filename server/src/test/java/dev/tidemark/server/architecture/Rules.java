package dev.tidemark.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.tidemark.server.architecture.TidemarkModule.ADAPTERS;
import static dev.tidemark.server.architecture.TidemarkModule.APPLICATION;
import static dev.tidemark.server.architecture.TidemarkModule.DOMAIN;
import static dev.tidemark.server.architecture.TidemarkModule.SERVER;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules. Each takes the package above the modules' packages, so that the very rule that checks
 * {@code dev.tidemark} can be tried on a small broken copy of that layout.
 */
final class Rules {
  static final List<String> INJECTION = List.of("dagger..", "jakarta.inject..", "javax.inject..");

  private static final int METHODS_OF_A_PORT = 7;

  private Rules() {}

  /** All rules by name. */
  static Map<String, ArchRule> under(String root) {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    for (AllowList list : AllowList.ALL) {
      rules.put(list.module() + " uses only what its list allows", keepsTo(list, root));
    }
    rules.put("use cases know addresses and no network", useCasesKnowNoNetwork(root));
    rules.put("every class belongs to a module", everyClassBelongsToAModule(root));
    rules.put("adapters never see each other", adaptersNeverSeeEachOther(root));
    rules.put("nothing sees the server", nothingSeesTheServer(root));
    rules.put("only the server injects", onlyTheServerInjects(root));
    rules.put("modules form no cycle", modulesFormNoCycle(root));
    rules.put("packages form no cycle", packagesFormNoCycle(root));
    rules.put("time, chance and environment are handed in", worldIsHandedIn(root));
    rules.put("nothing sleeps", nothingSleeps(root));
    rules.put("nothing prints", nothingPrints(root));
    rules.put("nothing logs past System.Logger", nothingLogsPastSystemLogger(root));
    rules.put("domain types are values", domainTypesAreValues(root));
    rules.put("nothing has setters", nothingHasSetters(root));
    rules.put("public fields are final", publicFieldsAreFinal(root));
    rules.put("ports are small", portsAreSmall(root));
    rules.put("names say what a class is", namesSayWhatAClassIs(root));
    rules.put("every package is null-marked", everyPackageIsNullMarked(root));
    return rules;
  }

  static ArchRule keepsTo(AllowList list, String root) {
    return classes()
        .that(list.module().has(root))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(list.packages(root))
        .because(list.reason());
  }

  static ArchRule useCasesKnowNoNetwork(String root) {
    return noClasses()
        .that(APPLICATION.has(root))
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net").and(not(type(URI.class))).as("the network's own"))
        .because("an address can be told, but only an adapter goes there");
  }

  static ArchRule everyClassBelongsToAModule(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .resideInAnyPackage(
            Arrays.stream(TidemarkModule.values())
                .map(module -> module.in(root))
                .toArray(String[]::new))
        .because("no other rule would look at a class outside of the modules");
  }

  static ArchRule adaptersNeverSeeEachOther(String root) {
    return slices()
        .assignedFrom(
            new Slicing(
                "adapters",
                type ->
                    TidemarkModule.of(type, root).filter(ADAPTERS::contains).map(Enum::toString)))
        .should()
        .notDependOnEachOther()
        .because("an adapter that knows another one cannot be replaced alone");
  }

  static ArchRule nothingSeesTheServer(String root) {
    return noClasses()
        .that(areBelowTheServer(root))
        .should()
        .dependOnClassesThat(SERVER.has(root))
        .because("the server puts everything together, and nothing else knows how");
  }

  static ArchRule onlyTheServerInjects(String root) {
    return noClasses()
        .that(areBelowTheServer(root))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INJECTION.toArray(String[]::new))
        .because("an embedder puts the pieces together by hand, and needs no container for it");
  }

  static ArchRule modulesFormNoCycle(String root) {
    return slices()
        .assignedFrom(
            new Slicing("modules", type -> TidemarkModule.of(type, root).map(Enum::toString)))
        .should()
        .beFreeOfCycles()
        .because("a cycle is one module under two names");
  }

  static ArchRule packagesFormNoCycle(String root) {
    DescribedPredicate<JavaClass> ours = resideInAPackage(root + "..");
    return slices()
        .assignedFrom(
            new Slicing(
                "packages", type -> Optional.of(type).filter(ours).map(JavaClass::getPackageName)))
        .should()
        .beFreeOfCycles()
        .because("packages in a cycle can only be read, and changed, all at once");
  }

  static ArchRule worldIsHandedIn(String root) {
    return noClasses()
        .that(areBelowTheServer(root))
        .should()
        .accessTargetWhere(Calls.readClockChanceOrEnvironment())
        .because("what a test or an embedder cannot set, it cannot rely on");
  }

  static ArchRule nothingSleeps(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .accessTargetWhere(Calls.sleep())
        .because("who waits, waits for something that can happen earlier, such as a close");
  }

  static ArchRule nothingPrints(String root) {
    return noClasses()
        .that(areBelowTheServer(root))
        .should()
        .accessTargetWhere(Calls.print())
        .because("the output belongs to the program that Tidemark is a part of");
  }

  static ArchRule nothingLogsPastSystemLogger(String root) {
    return noClasses()
        .that(areBelowTheServer(root))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .because("System.Logger lets the program choose where a log goes");
  }

  static ArchRule domainTypesAreValues(String root) {
    return classes()
        .that(DOMAIN.has(root))
        .and()
        .arePublic()
        .should(Types.beImmutable())
        .because("facts that are handed out must not change in other hands");
  }

  static ArchRule nothingHasSetters(String root) {
    return noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .and()
        .arePublic()
        .should()
        .haveNameMatching("set\\p{Lu}.*")
        .because("what is set after construction may not be set yet");
  }

  static ArchRule publicFieldsAreFinal(String root) {
    return fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .and()
        .arePublic()
        .should()
        .beFinal()
        .because("a class that does not guard its fields cannot keep its rules");
  }

  static ArchRule portsAreSmall(String root) {
    return classes()
        .that(APPLICATION.has(root))
        .and()
        .arePublic()
        .and()
        .areInterfaces()
        .and(Types.areOpen())
        .should(Types.haveAtMostAbstractMethods(METHODS_OF_A_PORT))
        .because("a port of many methods is several ports, and each adapter pays for all of them");
  }

  static ArchRule namesSayWhatAClassIs(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .haveNameMatching(".*(Service|Impl|Manager|Utils?|Helpers?)")
        .because("such a name fits any class, and so invites any code");
  }

  static ArchRule everyPackageIsNullMarked(String root) {
    return all(Types.packagesUnder(root))
        .should(Types.beNullMarked())
        .because("outside of @NullMarked nothing tells whether null may come");
  }

  private static DescribedPredicate<JavaClass> areBelowTheServer(String root) {
    return resideInAPackage(root + "..").and(resideOutsideOfPackage(SERVER.in(root)));
  }
}
