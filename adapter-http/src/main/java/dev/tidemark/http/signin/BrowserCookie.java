package dev.tidemark.http.signin;

import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.http.PublicUrl;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

/**
 * What a browser remembers while somebody is at the provider. Each session has its own, so that one
 * browser can be in several.
 */
final class BrowserCookie {
  private static final String PREFIX = "tidemark_connect_";

  /** Tells the sessions of a browser apart; the rest of the id is nothing to be kept there. */
  private static final int LONGEST_NAME = 12;

  private final PublicUrl publicUrl;

  BrowserCookie(PublicUrl publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Has the browser remember the secret for as long as the session can last. */
  Answer keep(Answer answer, String session, String secret) {
    return set(answer, session, secret, SetupSession.LIFETIME.toSeconds());
  }

  /** Has it forget. */
  Answer forget(Answer answer, String state) {
    return set(answer, session(state), "", 0);
  }

  /** What the browser remembers of the session that the state is of; empty if nothing. */
  String secret(Call call, String state) {
    return call.cookie(name(session(state))).orElse("");
  }

  /** Lax, because it must come along when the provider sends the browser back. */
  private Answer set(Answer answer, String session, String value, long seconds) {
    String cookie =
        "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Lax%s"
            .formatted(
                name(session),
                value,
                publicUrl.pathOf("/connect"),
                seconds,
                publicUrl.secure() ? "; Secure" : "");
    return answer.with(HeaderValues.create(HeaderNames.SET_COOKIE, cookie));
  }

  private static String session(String state) {
    return state.split(GoToProvider.SEPARATOR, 2)[0];
  }

  private static String name(String session) {
    return PREFIX + session.substring(0, Math.min(LONGEST_NAME, session.length()));
  }
}
