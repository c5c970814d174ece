package dev.tidemark.connectors.http;

import java.net.URI;

/** Decides, hop by hop, whether a redirect is followed and what goes along. */
final class Redirects {
  private static final int MOST_HOPS = 5;

  private final boolean leavesHome;
  private int hops;

  /** Follows to other origins, too, or does not. */
  Redirects(boolean leavesHome) {
    this.leavesHome = leavesHome;
  }

  /** What to do about one redirect. */
  sealed interface Step {
    record Follow(HttpCall call) implements Step {}

    record Stop(String reason) implements Step {}
  }

  static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  Step next(HttpCall call, Reply.Answer answer) {
    String location = answer.headers().get("Location");
    if (location == null || ++hops > MOST_HOPS) {
      return new Step.Stop(
          location == null ? "a redirect without a location" : "too many redirects");
    }
    URI target;
    boolean home;
    try {
      target = call.url().resolve(location);
      home = Origin.of(target).equals(Origin.of(call.url()));
    } catch (IllegalArgumentException e) {
      return new Step.Stop("a redirect to what is no http or https URL");
    }
    boolean keepsMethod = answer.status() >= 307 || call.method().equals("GET");
    if (home) {
      return new Step.Follow(keepsMethod ? call.movedTo(target) : call.seeOther(target));
    }
    boolean downgrade =
        !"https".equalsIgnoreCase(target.getScheme())
            && "https".equalsIgnoreCase(call.url().getScheme());
    if (!leavesHome || downgrade || (keepsMethod && call.body().isPresent())) {
      return new Step.Stop("a redirect to another origin");
    }
    return new Step.Follow(call.bare(target));
  }
}
