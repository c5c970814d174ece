package dev.tidemark.http.exchange;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of the API that differ in how keys are shown and how errors look. */
enum Surface {
  /** The question whether a key is good, whose answer says so in every case. */
  KEY_CHECK {
    @Override
    Answer answer(Problem problem, String requestId, Instant now) {
      return ErrorJson.keyCheck(problem);
    }
  },
  /** The integrations API, and whatever is no API at all. */
  PLAIN {
    @Override
    Answer answer(Problem problem, String requestId, Instant now) {
      return ErrorJson.plain(problem);
    }
  },
  /** Pages for people. */
  PAGE {
    @Override
    Answer answer(Problem problem, String requestId, Instant now) {
      return Page.of(problem.fault());
    }
  },
  /** The admin API: the connector catalogue, and the trail that changes leave. */
  ADMIN {
    @Override
    Answer answer(Problem problem, String requestId, Instant now) {
      return ErrorJson.envelope(problem, requestId, now);
    }
  },
  /** The management API. */
  MANAGEMENT {
    @Override
    Answer answer(Problem problem, String requestId, Instant now) {
      return ErrorJson.problemDetails(problem, requestId);
    }
  };

  private static final HeaderName X_API_KEY = HeaderNames.create("X-API-Key");
  private static final Pattern BEFORE_PATH = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*");
  private static final Pattern AFTER_PATH = Pattern.compile("[?#].*", Pattern.DOTALL);
  private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");
  private static final String BEARER = "Bearer ";
  private static final int LONGEST_KEY = 512;
  private static final Header BEARER_CHALLENGE =
      HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer");
  private static final Header API_KEY_CHALLENGE =
      HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "ApiKey");

  /** The surface that a path belongs to, whether there is anything at the path or not. */
  static Surface of(String path) {
    if (path.startsWith("/api/")) {
      return below(path, "/api/validate-api-key") ? KEY_CHECK : PLAIN;
    }
    if (below(path, "/v1/admin")) {
      return ADMIN;
    }
    if (below(path, "/connect")) {
      return PAGE;
    }
    return below(path, "/v1") ? MANAGEMENT : PLAIN;
  }

  /**
   * The surface that the target of a request most likely means, though nobody has found out yet
   * whether it is one: it may be encoded in part, or name the server too.
   */
  static Surface ofTarget(String target) {
    String path = AFTER_PATH.matcher(BEFORE_PATH.matcher(target).replaceFirst("")).replaceFirst("");
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : PARAMETERS.matcher(path).replaceAll("").split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    // Decoded last, as Helidon does it: an encoded slash separates nothing before that.
    return of(ENCODED.matcher("/" + String.join("/", segments)).replaceAll(Surface::decoded));
  }

  private static String decoded(MatchResult encoded) {
    char c = (char) Integer.parseInt(encoded.group(1), 16);
    return Matcher.quoteReplacement(String.valueOf(c));
  }

  private static boolean below(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || "/?#;".indexOf(path.charAt(root.length())) >= 0);
  }

  /** The problem as this surface tells it. */
  abstract Answer answer(Problem problem, String requestId, Instant now);

  /** What is wrong with a call without a good key. */
  Problem unauthenticated() {
    return this == PLAIN || this == KEY_CHECK
        ? new Problem(Fault.UNAUTHENTICATED, "Invalid credentials", List.of())
        : Problem.of(Fault.UNAUTHENTICATED);
  }

  /** What is wrong with a call whose key is good for other things. */
  Problem forbidden() {
    // The integrations contract knows no 403 for keys: a key that is no use there counts as none.
    return this == PLAIN || this == KEY_CHECK ? unauthenticated() : Problem.of(Fault.FORBIDDEN);
  }

  /** The problem with a fault that the contract of this surface knows. */
  Problem inOwnTerms(Problem problem) {
    // The integrations contract knows no 415: whatever is wrong with a body is a 400 there.
    return (this == PLAIN || this == KEY_CHECK) && problem.fault() == Fault.UNSUPPORTED_MEDIA_TYPE
        ? new Problem(Fault.INVALID, problem.message(), problem.issues())
        : problem;
  }

  /** How a client is told, with a 401, what kind of credentials this surface takes. */
  Header challenge() {
    return this == ADMIN ? API_KEY_CHALLENGE : BEARER_CHALLENGE;
  }

  /**
   * The key that the request shows where this surface looks for it; empty if it shows no one key.
   */
  Optional<String> presentedKey(Headers headers) {
    return switch (this) {
      case KEY_CHECK, PLAIN -> bearer(headers);
      case PAGE -> Optional.empty();
      case ADMIN -> single(headers, X_API_KEY);
      case MANAGEMENT -> bearer(headers).or(() -> single(headers, X_API_KEY));
    };
  }

  private static Optional<String> bearer(Headers headers) {
    return single(headers, HeaderNames.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip())
        .filter(key -> !key.isEmpty());
  }

  private static Optional<String> single(Headers headers, HeaderName name) {
    @Nullable Header header = headers.contains(name) ? headers.get(name) : null;
    if (header == null || header.valueCount() != 1) {
      return Optional.empty();
    }
    String value = header.get();
    return value.isEmpty() || value.length() > LONGEST_KEY ? Optional.empty() : Optional.of(value);
  }
}
