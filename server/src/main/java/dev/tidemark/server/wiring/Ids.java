package dev.tidemark.server.wiring;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Where ids come from. */
final class Ids {
  private static final char[] ALPHABET = "0123456789abcdefghijklmnopqrstuv".toCharArray();

  private Ids() {}

  /** A run id that no other node makes, such as {@code run_6f9619ff8b86d011b42d00cf4fc964ff}. */
  static String run() {
    return "run_" + UUID.randomUUID().toString().replace("-", "");
  }

  /** A name that no other process has, such as {@code node_6f9619ff8b86d011b42d00cf4fc964ff}. */
  static String node() {
    return "node_" + UUID.randomUUID().toString().replace("-", "");
  }

  /** A request id, such as {@code req_7q2m0v8k1c5t9d3f}; 80 bits, not for secrets. */
  static String request() {
    char[] id = new char[20];
    id[0] = 'r';
    id[1] = 'e';
    id[2] = 'q';
    id[3] = '_';
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = random.nextLong();
    long low = random.nextLong();
    for (int i = 0; i < 8; i++) {
      id[4 + i] = ALPHABET[(int) (high >>> (5 * i)) & 31];
      id[12 + i] = ALPHABET[(int) (low >>> (5 * i)) & 31];
    }
    return new String(id);
  }
}
