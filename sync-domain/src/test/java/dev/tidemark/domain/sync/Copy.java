package dev.tidemark.domain.sync;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes facts apart and puts them together from their parts, as a store does. */
final class Copy {
  private Copy() {}

  @SuppressWarnings("unchecked")
  static <T> T of(T value) {
    return (T) rebuilt(value);
  }

  private static @Nullable Object rebuilt(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Record record -> rebuilt(record);
      case String text -> new String(text.toCharArray());
      case Instant instant -> Instant.ofEpochSecond(instant.getEpochSecond(), instant.getNano());
      case Duration duration -> Duration.parse(duration.toString());
      case ZoneId zone -> ZoneId.of(zone.getId());
      case CronExpression expression -> CronExpression.parse(expression.toString());
      case Enum<?> constant -> constant;
      case Integer number -> number;
      case Long number -> number;
      case Boolean flag -> flag;
      default -> throw new AssertionError("a fact that no store could keep: " + value.getClass());
    };
  }

  private static Object rebuilt(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Object[] parts = new Object[components.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = rebuilt(components[i].getAccessor().invoke(record));
      }
      return record.getClass().getDeclaredConstructor(types).newInstance(parts);
    } catch (InvocationTargetException e) {
      throw new AssertionError("the facts refuse their own parts", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
