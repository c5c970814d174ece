package dev.tidemark.connectors.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.connectors.document.Component;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the body of an answer says when to ask again.
 *
 * @param path names of fields, and numbers of array elements
 */
public record RetryTime(List<String> path, Format format) {
  /** More than a century is no time to wait for. */
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(3_200_000_000L);

  /** How the time is written. */
  public enum Format {
    /** Milliseconds since 1970. */
    EPOCH_MILLISECONDS,
    /** Seconds since 1970. */
    EPOCH_SECONDS,
    /** Seconds from now. */
    SECONDS,
    /** Milliseconds from now. */
    MILLISECONDS,
    /** An ISO 8601 date-time, or the date of an HTTP header. */
    DATE;

    String spelling() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the path. */
  public RetryTime {
    path = List.copyOf(path);
  }

  static Optional<RetryTime> load(Component component) {
    List<String> path = component.texts("field_path");
    if (path.isEmpty()) {
      component.refuse("field_path", "must be a list of names and numbers, and not empty");
    }
    Optional<Format> format =
        component.required("format", component.choice("format", Format.class, Format::spelling));
    component.done();
    return format.filter(known -> !path.isEmpty()).map(known -> new RetryTime(path, known));
  }

  /** The instant that a body names. */
  Optional<Instant> in(JsonNode body, Instant now) {
    JsonNode value = body;
    for (String step : path) {
      value = value.isArray() ? element(value, step) : value.path(step);
    }
    String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asText("");
    if (format == Format.DATE) {
      return date(text.strip());
    }
    return number(text.strip()).flatMap(number -> instant(number, now));
  }

  private static JsonNode element(JsonNode array, String step) {
    return step.matches("\\d{1,9}")
        ? array.path(Integer.parseInt(step))
        : MissingNode.getInstance();
  }

  private Optional<Instant> instant(BigDecimal number, Instant now) {
    return switch (format) {
      case EPOCH_MILLISECONDS -> after(Instant.EPOCH, number.movePointLeft(3));
      case EPOCH_SECONDS -> after(Instant.EPOCH, number);
      case SECONDS -> after(now, number);
      case MILLISECONDS -> after(now, number.movePointLeft(3));
      case DATE -> Optional.empty();
    };
  }

  private static Optional<Instant> after(Instant start, BigDecimal seconds) {
    return seconds.signum() < 0 || seconds.compareTo(LONGEST_SECONDS) > 0
        ? Optional.empty()
        : Optional.of(start.plus(Duration.ofMillis(seconds.movePointRight(3).longValue())));
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("\\d{1,18}(\\.\\d{1,18})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** The instant of an ISO 8601 date-time with an offset, or of the date of an HTTP header. */
  static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
              .toInstant());
    } catch (DateTimeException e) {
      return isoDate(text);
    }
  }

  private static Optional<Instant> isoDate(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
