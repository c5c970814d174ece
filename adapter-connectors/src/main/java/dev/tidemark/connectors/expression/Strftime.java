package dev.tidemark.connectors.expression;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;

/** A pattern of strftime, cut into its parts once. */
final class Strftime {
  /**
   * A code of the pattern.
   *
   * @param code the letter, or 0 for plain text
   * @param text the plain text, or the code as it stands in the pattern
   * @param flag one of {@code - _ 0 ^ #}, or 0
   * @param width the least number of characters, or -1
   */
  private record Part(char code, String text, char flag, int width) {}

  private final List<Part> parts;

  private Strftime(List<Part> parts) {
    this.parts = parts;
  }

  static Strftime of(String pattern) {
    List<Part> parts = new ArrayList<>();
    int plain = 0;
    for (int at = pattern.indexOf('%'); at >= 0; at = pattern.indexOf('%', plain)) {
      int end = codeEnd(pattern, at);
      if (at > plain) {
        parts.add(plain(pattern.substring(plain, at)));
      }
      parts.add(part(pattern.substring(at, end)));
      plain = end;
    }
    if (plain < pattern.length()) {
      parts.add(plain(pattern.substring(plain)));
    }
    return new Strftime(List.copyOf(parts));
  }

  private static Part plain(String text) {
    return new Part('\0', text, '\0', -1);
  }

  /** Where the code ends that starts with the percent sign at an index. */
  private static int codeEnd(String pattern, int percent) {
    if (pattern.startsWith("%_ms", percent)) {
      return percent + 4;
    }
    int at = percent + 1;
    while (at < pattern.length() && "-_0^#".indexOf(pattern.charAt(at)) >= 0) {
      at++;
    }
    while (at < pattern.length() && isDigit(pattern.charAt(at))) {
      at++;
    }
    if (at < pattern.length() && "EO".indexOf(pattern.charAt(at)) >= 0) {
      at++;
    }
    return Math.min(at + 1, pattern.length());
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Part part(String text) {
    if (text.equals("%_ms")) {
      return new Part('f', text, '3', -1);
    }
    char code = text.charAt(text.length() - 1);
    boolean known =
        text.length() > 1 && "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%f".indexOf(code) >= 0;
    if (!known || (code == 'f' && text.length() > 2)) {
      return plain(text);
    }
    char flag = '\0';
    int at = 1;
    for (; "-_0^#".indexOf(text.charAt(at)) >= 0; at++) {
      flag = text.charAt(at);
    }
    int digits = at;
    while (isDigit(text.charAt(at))) {
      at++;
    }
    int width =
        at == digits ? -1 : Integer.parseInt(text.substring(digits, Math.min(at, digits + 3)));
    return new Part(code, text, flag, width);
  }

  String format(Temporal moment) {
    LocalDateTime local = local(moment);
    StringBuilder out = new StringBuilder(32);
    for (Part part : parts) {
      if (part.code == '\0') {
        out.append(part.text);
      } else {
        append(out, part, local, moment);
      }
    }
    return out.toString();
  }

  static LocalDateTime local(Temporal moment) {
    return switch (moment) {
      case OffsetDateTime aware -> aware.toLocalDateTime();
      case LocalDateTime naive -> naive;
      case LocalDate date -> date.atStartOfDay();
      default -> throw new IllegalStateException("no date: " + moment.getClass());
    };
  }

  private static void append(StringBuilder out, Part part, LocalDateTime local, Temporal moment) {
    switch (part.code) {
      case 'f' -> {
        int micros = IsoText.micros(local);
        IsoText.appendPadded(
            out, part.flag == '3' ? micros / 1000 : micros, part.flag == '3' ? 3 : 6);
      }
      case 'z' ->
          out.append(
              moment instanceof OffsetDateTime aware ? IsoText.offset(aware.getOffset(), "") : "");
      case 'Z' ->
          appendText(
              out,
              part,
              moment instanceof OffsetDateTime aware ? IsoText.zoneName(aware.getOffset()) : "");
      case 's' -> out.append(local.toEpochSecond(ZoneOffset.UTC));
      default -> {
        if (!CalendarCodes.appendNumber(out, part.code, local, part.flag, part.width)) {
          appendText(out, part, CalendarCodes.text(part.code, local));
        }
      }
    }
  }

  private static void appendText(StringBuilder out, Part part, String text) {
    String changed =
        switch (part.flag) {
          case '^' -> CharacterRules.upper(text);
          case '#' ->
              part.code == 'p' || part.code == 'Z'
                  ? CharacterRules.lower(text)
                  : CharacterRules.upper(text);
          default -> text;
        };
    out.repeat(part.flag == '0' ? '0' : ' ', Math.max(0, part.width - changed.length()))
        .append(changed);
  }
}
