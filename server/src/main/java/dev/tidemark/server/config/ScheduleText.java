package dev.tidemark.server.config;

import dev.tidemark.domain.sync.CronExpression;
import dev.tidemark.domain.sync.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Schedules as people write them: {@code 90s}, {@code 15m}, {@code 1h}, {@code 2d}, {@code manual},
 * or {@code cron 0 6 * * mon-fri Europe/Berlin} (UTC without a zone).
 */
final class ScheduleText {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*(s|m|h|d)");

  private ScheduleText() {}

  /** Reads one; refuses what is none with a sentence. */
  static Schedule parse(String text) {
    String trimmed = text.strip();
    if (trimmed.equalsIgnoreCase("manual")) {
      return new Schedule.Manual();
    }
    if (trimmed.toLowerCase(Locale.ROOT).startsWith("cron ")) {
      return cron(trimmed.substring("cron ".length()).strip());
    }
    Matcher amount = AMOUNT.matcher(trimmed);
    if (!amount.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no schedule; write for example 30s, 15m, 1h, 2d, manual, or cron 0 6 * *"
              + " mon-fri Europe/Berlin");
    }
    long number = Long.parseLong(amount.group(1));
    return new Schedule.Every(
        switch (amount.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  private static Schedule cron(String text) {
    int zoneAt = text.lastIndexOf(' ') + 1;
    boolean hasZone = text.split("\\s+").length == 6;
    try {
      return new Schedule.Cron(
          CronExpression.parse(hasZone ? text.substring(0, zoneAt) : text),
          ZoneId.of(hasZone ? text.substring(zoneAt) : "UTC"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text.substring(zoneAt) + "' is no time zone", e);
    }
  }
}
