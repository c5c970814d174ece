package dev.tidemark.sandbox.fault;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A fault: the requests it looks at, from which of them on and how often it strikes, and its
 * effect.
 *
 * @param method only requests of this method; null for any
 * @param path only paths, below the provider's prefix, that start with this; null for any
 * @param pattern only paths that this regular expression matches as a whole; null for any
 * @param nth the first of the matching requests to be hit, counted from 1
 * @param times how many are hit from there on
 */
public record Fault(
    @Nullable String method,
    @Nullable String path,
    @Nullable String pattern,
    int nth,
    int times,
    Effect effect) {
  /** Strikes until it is cleared. */
  public static final int FOREVER = Integer.MAX_VALUE;

  public Fault {
    if (nth < 1) {
      throw new IllegalArgumentException("nth is " + nth + ", must be 1 or more");
    }
    if (times < 1) {
      throw new IllegalArgumentException("times is " + times + ", must be 1 or more");
    }
    if (pattern != null) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "pattern is not a regular expression: " + e.getDescription(), e);
      }
    }
    if (effect instanceof Effect.Down && (method != null || path != null || pattern != null)) {
      throw new IllegalArgumentException("down hits every request and takes no match");
    }
  }

  /** Strikes every request until it is cleared. */
  public static Fault always(Effect effect) {
    return new Fault(null, null, null, 1, FOREVER, effect);
  }

  /** Strikes the next request only. */
  public static Fault once(Effect effect) {
    return always(effect).times(1);
  }

  /** The same for one method only. */
  public Fault method(String only) {
    return new Fault(only, path, pattern, nth, times, effect);
  }

  /** The same for paths with this prefix only. */
  public Fault path(String prefix) {
    return new Fault(method, prefix, pattern, nth, times, effect);
  }

  /** The same for paths that match a regular expression only. */
  public Fault pattern(String regex) {
    return new Fault(method, path, regex, nth, times, effect);
  }

  /** The same from the n-th matching request on. */
  public Fault nth(int first) {
    return new Fault(method, path, pattern, first, times, effect);
  }

  /** The same so many times. */
  public Fault times(int often) {
    return new Fault(method, path, pattern, nth, often, effect);
  }

  boolean matches(String callMethod, String callPath) {
    return (method == null || method.equalsIgnoreCase(callMethod))
        && (path == null || callPath.startsWith(path))
        && (pattern == null || Pattern.matches(pattern, callPath));
  }
}
