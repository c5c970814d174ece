package dev.tidemark.connectors.expression;

import java.util.function.IntPredicate;

/** Python's questions about the characters of a text: isdigit() and its like. */
final class TextTests {
  private TextTests() {}

  private static boolean all(String text, IntPredicate test) {
    return !text.isEmpty() && text.codePoints().allMatch(test);
  }

  static boolean isDecimal(String text) {
    return all(text, point -> Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER);
  }

  static boolean isDigit(String text) {
    return all(text, TextTests::isDigit);
  }

  /** Digits, also raised, lowered and in circles. */
  private static boolean isDigit(int point) {
    return Character.isDigit(point)
        || point == 0xb2
        || point == 0xb3
        || point == 0xb9
        || (point >= 0x2070 && point <= 0x2089 && point != 0x2071)
        || (point >= 0x2460 && point <= 0x2468);
  }

  static boolean isNumeric(String text) {
    return all(
        text,
        point ->
            switch (Character.getType(point)) {
              case Character.DECIMAL_DIGIT_NUMBER,
                  Character.LETTER_NUMBER,
                  Character.OTHER_NUMBER ->
                  true;
              default -> false;
            });
  }

  static boolean isAlpha(String text) {
    return all(text, Character::isLetter);
  }

  static boolean isAlphanumeric(String text) {
    return all(text, point -> Character.isLetter(point) || isNumeric(Character.toString(point)));
  }

  static boolean isSpace(String text) {
    return all(text, CharacterRules::isSpace);
  }

  static boolean isLower(String text) {
    return text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints()
            .noneMatch(point -> Character.isUpperCase(point) || Character.isTitleCase(point));
  }

  static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints()
            .noneMatch(point -> Character.isLowerCase(point) || Character.isTitleCase(point));
  }

  /** Whether every run of letters starts with a capital and goes on in small letters. */
  static boolean isTitle(String text) {
    boolean inWord = false;
    boolean found = false;
    for (int point : text.codePoints().toArray()) {
      boolean capital = Character.isUpperCase(point) || Character.isTitleCase(point);
      if (inWord ? capital : Character.isLowerCase(point)) {
        return false;
      }
      inWord = CharacterRules.isCased(point);
      found |= inWord;
    }
    return found;
  }
}
