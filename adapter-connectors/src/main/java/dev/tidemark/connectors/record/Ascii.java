package dev.tidemark.connectors.record;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Letters without their marks: what is left of a name in ASCII. */
final class Ascii {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Ascii() {}

  /** The text with its letters' marks taken off; letters of other scripts stay as they are. */
  static String of(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .replace("ß", "ss");
  }
}
