package dev.tidemark.sandbox.google;

import dev.tidemark.sandbox.exchange.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The token that tells from where on a calendar's changes are wanted. */
final class SyncToken {
  /** A guess: Google says only that tokens end at some time. */
  private static final Duration LIFETIME = Duration.ofDays(7);

  private SyncToken() {}

  /** A token for a calendar and a number in the journal, given out now. */
  static String text(String calendar, long mark, Instant now) {
    String text = mark + " " + now.getEpochSecond() + " " + calendar;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The number in a token; one that is too old, or not of this calendar, is refused with 410. */
  static long mark(String calendar, String token, long last, Instant now) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split(" ", 3);
      if (parts.length == 3 && parts[2].equals(calendar)) {
        long mark = Long.parseLong(parts[0]);
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[1])).plus(LIFETIME);
        if (mark <= last && now.isBefore(end)) {
          return mark;
        }
      }
    } catch (IllegalArgumentException e) {
      // Not one of ours: refused below like one that is too old.
    }
    throw new Problem(
            410,
            "fullSyncRequired",
            "Sync token is no longer valid, a full sync is required.",
            "syncToken",
            null)
        .refusal();
  }
}
