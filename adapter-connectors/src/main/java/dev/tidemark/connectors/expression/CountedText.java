package dev.tidemark.connectors.expression;

/** A text that counts how often it is read: a match without end reads without end. */
final class CountedText implements CharSequence {
  /** So many reads are told as work at once; a power of two. */
  static final int AT_ONCE = 0x10000;

  private final String text;
  private final int most;
  private final Runnable work;
  private int steps;

  /**
   * A text that nothing was read of yet.
   *
   * @param most how often a character may be read; one more is a fault
   * @param work told after every {@link #AT_ONCE} of them
   */
  CountedText(String text, int most, Runnable work) {
    this.text = text;
    this.most = most;
    this.work = work;
  }

  @Override
  public char charAt(int index) {
    if ((++steps & (AT_ONCE - 1)) == 0) {
      work.run();
    }
    if (steps > most) {
      throw Fault.limit("a regular expression takes too long for a text");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
