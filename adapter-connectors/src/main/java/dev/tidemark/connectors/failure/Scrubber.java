package dev.tidemark.connectors.failure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a provider's words fit to show: one line, short, and without credentials. A provider may
 * repeat a key in its error message, whole or in part, so both the known values and whatever looks
 * like a token are taken out.
 */
public final class Scrubber {
  private static final int LONGEST = 200;
  private static final int LONGEST_READ = 4000;
  private static final int SHORTEST_SECRET = 4;
  private static final String STARS = "***";

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");
  private static final Pattern USER_INFO = Pattern.compile("(?i)(https?://)[^\\s/@]+@");
  private static final Pattern QUERY =
      Pattern.compile("(?i)(https?://[^\\s?\"'<>]+)\\?[^\\s\"'<>]*");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic|token)(\\s+|=|:\\s*)[\\w.~+/=*-]{8,}");
  private static final Pattern PREFIXED =
      Pattern.compile("(?i)\\b(?:sk|rk|pk|ak|ok|xox[a-z]|whsec|ghp|pat|phx|grn|sb)[_-][\\w*-]{6,}");
  private static final Pattern JWT = Pattern.compile("\\beyJ[\\w.-]{10,}");
  private static final Pattern OPAQUE = Pattern.compile("\\b(?=[\\w-]*\\d)[\\w-]{32,}");

  // Known from the start, and added to while tokens come in.
  private volatile List<String> secrets;

  private Scrubber(List<String> secrets) {
    this.secrets = secrets;
  }

  /** A scrubber that knows these values as secret, in the forms they travel in. */
  public static Scrubber of(Collection<String> secrets) {
    Scrubber scrubber = new Scrubber(List.of());
    scrubber.add(secrets.stream());
    return scrubber;
  }

  /** Makes it know one more value as secret. */
  public void learn(String secret) {
    if (!secrets.contains(secret)) {
      add(Stream.of(secret));
    }
  }

  private void add(Stream<String> more) {
    List<String> all =
        Stream.concat(
                secrets.stream(),
                more.filter(secret -> secret.strip().length() >= SHORTEST_SECRET)
                    .flatMap(Scrubber::forms))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    secrets = all;
  }

  private static Stream<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    byte[] asUser = (secret + ":").getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        secret,
        secret.strip(),
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().encodeToString(asUser));
  }

  /**
   * A link without those parameters of its query whose values are secrets; any other text as it is.
   */
  public String withoutSecretParameters(String link) {
    int query = link.indexOf('?');
    if (query < 0) {
      return link;
    }
    String kept =
        Arrays.stream(link.substring(query + 1).split("&", -1))
            .filter(parameter -> !secrets.contains(parameter.substring(parameter.indexOf('=') + 1)))
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? link.substring(0, query) : link.substring(0, query + 1) + kept;
  }

  /** The text as one line of at most 200 characters in which no secret is left; may be empty. */
  public String scrub(String text) {
    String clean = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
    for (String secret : secrets) {
      clean = clean.replace(secret, STARS);
    }
    clean = BLANKS.matcher(clean).replaceAll(" ").strip();
    clean = USER_INFO.matcher(clean).replaceAll("$1");
    clean = QUERY.matcher(clean).replaceAll("$1");
    clean = SCHEME.matcher(clean).replaceAll("$1 " + STARS);
    clean = PREFIXED.matcher(clean).replaceAll(STARS);
    clean = JWT.matcher(clean).replaceAll(STARS);
    clean = OPAQUE.matcher(clean).replaceAll(STARS);
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
  }
}
