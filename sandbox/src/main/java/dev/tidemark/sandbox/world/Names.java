package dev.tidemark.sandbox.world;

import java.util.List;
import java.util.Locale;

/** Made-up people and companies. */
public final class Names {
  private static final List<String> FIRST =
      List.of(
          "Ada", "Amara", "Bela", "Carmen", "Chen", "Dario", "Elif", "Emeka", "Freya", "Goran",
          "Hana", "Ines", "Ivo", "Jonas", "Kaito", "Leila", "Lucas", "Mira", "Nadia", "Omar",
          "Priya", "Quinn", "Rosa", "Sven", "Tariq", "Uma", "Vera", "Wanjiru", "Yara", "Zoltan");
  private static final List<String> LAST =
      List.of(
          "Adeyemi",
          "Bauer",
          "Castillo",
          "Dubois",
          "Eriksen",
          "Fischer",
          "Garcia",
          "Haddad",
          "Ito",
          "Jensen",
          "Kowalski",
          "Lindgren",
          "Moreau",
          "Nowak",
          "Okafor",
          "Petrov",
          "Rossi",
          "Silva",
          "Tanaka",
          "Varga",
          "Weber",
          "Yilmaz",
          "Zhang");
  private static final List<String> TRADE =
      List.of(
          "Analytics",
          "Bakery",
          "Cargo",
          "Dental",
          "Energy",
          "Foods",
          "Games",
          "Health",
          "Instruments",
          "Labs",
          "Logistics",
          "Media",
          "Optics",
          "Robotics",
          "Studio",
          "Travel");

  private Names() {}

  /** A first and a last name. */
  public static String person(Dice dice) {
    return dice.pick(FIRST) + " " + dice.pick(LAST);
  }

  /** A company's name. */
  public static String company(Dice dice) {
    return dice.pick(LAST) + " " + dice.pick(TRADE);
  }

  /** An address for a name, below a domain reserved for examples. */
  public static String email(String name, Dice dice) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "." + dice.digits(4) + "@example.com";
  }
}
