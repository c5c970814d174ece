package dev.tidemark.connectors.expression;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers from text as Python's int() and float() do. */
final class NumberText {
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:D(?:\\.D?)?|\\.D)(?:[eE][+-]?D)?".replace("D", "(?:[0-9](?:_?[0-9])*+)"));
  private static final Pattern ZEROS = Pattern.compile("0(?:_?0)*+");
  private static final int LONGEST = 10_000;

  private NumberText() {}

  /** The integer in a text, or null when there is none; base 0 goes by the prefix. */
  static @Nullable Object readInteger(String text, int base) {
    String number = CharacterRules.strip(text);
    if (number.length() > LONGEST) {
      return null;
    }
    boolean negative = number.startsWith("-");
    String digits = negative || number.startsWith("+") ? number.substring(1) : number;
    int radix = base;
    int prefixed = prefixBase(digits);
    if (prefixed != 0 && (base == 0 || base == prefixed)) {
      radix = prefixed;
      digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
    } else if (base == 0) {
      radix = 10;
      if (digits.length() > 1 && digits.startsWith("0") && !ZEROS.matcher(digits).matches()) {
        return null;
      }
    }
    String plain = plainDigits(digits, radix);
    if (plain == null) {
      return null;
    }
    BigInteger value = new BigInteger(plain, radix);
    return Integers.shrink(negative ? value.negate() : value);
  }

  private static int prefixBase(String digits) {
    if (digits.length() < 3 || digits.charAt(0) != '0') {
      return 0;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  /** The digits without the underscores between them, or null. */
  private static @Nullable String plainDigits(String digits, int radix) {
    StringBuilder out = new StringBuilder(digits.length());
    boolean afterDigit = false;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      boolean digit = Character.digit(c, radix) >= 0;
      if (!digit && !(c == '_' && afterDigit)) {
        return null;
      }
      if (digit) {
        out.append(Character.forDigit(Character.digit(c, radix), radix));
      }
      afterDigit = digit;
    }
    return afterDigit ? out.toString() : null;
  }

  /** The float in a text, or null when there is none. */
  static @Nullable Double readFloat(String text) {
    String number = CharacterRules.strip(text);
    if (number.length() > LONGEST) {
      return null;
    }
    if (FLOAT.matcher(number).matches()) {
      return Double.parseDouble(number.replace("_", ""));
    }
    return switch (CharacterRules.lower(number)) {
      case "nan", "+nan", "-nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }
}
