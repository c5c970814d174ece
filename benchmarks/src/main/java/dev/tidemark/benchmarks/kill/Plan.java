package dev.tidemark.benchmarks.kill;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be done.
 *
 * @param kills how many nodes are killed, from 0
 * @param nodes how many there are at a time, 2 to 9
 * @param seed of everything that is left to chance
 * @param organizations how many connect every provider, 1 to 20
 * @param size of the providers' history, as the sandbox counts it
 * @param growth of the providers' data, as the sandbox counts it
 * @param sabotage whether the store is spoilt before it is checked, to see the check fail
 */
record Plan(
    int kills,
    int nodes,
    long seed,
    int organizations,
    double size,
    double growth,
    boolean sabotage) {
  private static final int LONG = 100;

  static final String USAGE =
      "benchmarks/kill [--kills N] [--nodes N] [--seed N] [--organizations N] [--size X]"
          + " [--growth X] [--sabotage]";

  /** Refuses numbers out of range. */
  Plan {
    require(kills >= 0, "--kills is from 0");
    require(nodes >= 2 && nodes <= 9, "--nodes is 2 to 9");
    require(organizations >= 1 && organizations <= 20, "--organizations is 1 to 20");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  static Plan read(String[] arguments, long anySeed) {
    Map<String, String> given = new HashMap<>();
    List<String> words = Arrays.asList(arguments);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--sabotage")) {
        given.put(word, "");
      } else if (USAGE.contains("[" + word + " ") && i + 1 < words.size()) {
        i++;
        given.put(word, words.get(i));
      } else {
        throw new IllegalArgumentException("'" + word + "' is not understood; " + USAGE);
      }
    }
    int kills = Integer.parseInt(given.getOrDefault("--kills", "20"));
    return new Plan(
        kills,
        Integer.parseInt(given.getOrDefault("--nodes", "3")),
        Long.parseLong(given.getOrDefault("--seed", String.valueOf(anySeed))),
        Integer.parseInt(given.getOrDefault("--organizations", "2")),
        Double.parseDouble(given.getOrDefault("--size", "1")),
        // In hours, much data comes together by itself.
        Double.parseDouble(given.getOrDefault("--growth", kills > LONG ? "2" : "15")),
        given.containsKey("--sabotage"));
  }
}
