package dev.tidemark.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaConstructor.CONSTRUCTOR_NAME;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Calls, method references and field accesses that rules forbid. */
final class Calls {
  /**
   * Without {@link System#nanoTime}, which tells how long something took, never what time it is.
   */
  private static final Map<Class<?>, Set<String>> WORLD =
      Map.ofEntries(
          Map.entry(
              System.class,
              Set.of(
                  "currentTimeMillis",
                  "getenv",
                  "getProperty",
                  "getProperties",
                  "setProperty",
                  "clearProperty")),
          Map.entry(
              Clock.class,
              Set.of(
                  "system",
                  "systemUTC",
                  "systemDefaultZone",
                  "tickMillis",
                  "tickSeconds",
                  "tickMinutes")),
          Map.entry(InstantSource.class, Set.of("system")),
          Map.entry(Calendar.class, Set.of("getInstance")),
          Map.entry(ZoneId.class, Set.of("systemDefault")),
          Map.entry(TimeZone.class, Set.of("getDefault")),
          Map.entry(Locale.class, Set.of("getDefault")),
          Map.entry(Math.class, Set.of("random")),
          Map.entry(UUID.class, Set.of("randomUUID")),
          Map.entry(ThreadLocalRandom.class, Set.of("current")),
          Map.entry(RandomGenerator.class, Set.of("getDefault", "of")),
          Map.entry(
              SecureRandom.class, Set.of(CONSTRUCTOR_NAME, "getInstance", "getInstanceStrong")));

  /** Their other forms are given a seed, a moment or a generator. */
  private static final Set<String> WORLD_WHEN_GIVEN_NOTHING =
      Set.of(
          "java.util.Random.<init>()",
          "java.util.SplittableRandom.<init>()",
          "java.util.Date.<init>()",
          "java.util.Collections.shuffle(java.util.List)");

  private static final Map<Class<?>, Set<String>> SLEEP =
      Map.of(Thread.class, Set.of("sleep"), TimeUnit.class, Set.of("sleep"));

  private static final Map<Class<?>, Set<String>> PRINT =
      Map.of(System.class, Set.of("out", "err"), Throwable.class, Set.of("printStackTrace"));

  private Calls() {}

  static DescribedPredicate<JavaAccess<?>> readClockChanceOrEnvironment() {
    Predicate<AccessTarget> world =
        target ->
            isOneOf(WORLD, target)
                || WORLD_WHEN_GIVEN_NOTHING.contains(target.getFullName())
                || isSystemNow(target);
    return describe("it reads clock, chance or environment", call -> world.test(call.getTarget()));
  }

  static DescribedPredicate<JavaAccess<?>> sleep() {
    return describe("it sleeps", call -> isOneOf(SLEEP, call.getTarget()));
  }

  static DescribedPredicate<JavaAccess<?>> print() {
    return describe("it prints", access -> isOneOf(PRINT, access.getTarget()));
  }

  private static boolean isOneOf(Map<Class<?>, Set<String>> members, AccessTarget target) {
    return members.entrySet().stream()
        .filter(entry -> target.getOwner().isAssignableTo(entry.getKey()))
        .anyMatch(entry -> entry.getValue().contains(target.getName()));
  }

  /** Any {@code now} of {@code java.time} that is not asked of a clock that was handed in. */
  private static boolean isSystemNow(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget method
        && (method.getName().equals("now") || method.getName().equals("dateNow"))
        && method.getOwner().getPackageName().startsWith("java.time")
        && method.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class));
  }
}
