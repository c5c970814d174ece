package dev.tidemark.http.signin;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.CompleteSignIn;
import dev.tidemark.application.signin.GoToProvider;
import dev.tidemark.application.signin.ReportSession;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.http.PublicUrl;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import io.helidon.http.Status;
import java.net.URI;
import java.util.Optional;

/**
 * Where people sign in to providers. No key is asked for: the id of a session is one, and only the
 * browser that went to the provider can come back.
 */
public final class SignInResource implements Resource {
  private static final String SESSION = "/connect/{session}";

  private final ReportSession sessions;
  private final GoToProvider go;
  private final CompleteSignIn complete;
  private final PublicUrl publicUrl;
  private final SignInPages pages;
  private final BrowserCookie cookie;

  /** Answers from those use cases. */
  public SignInResource(
      ReportSession sessions,
      GoToProvider go,
      CompleteSignIn complete,
      ProviderCatalogue catalogue,
      PublicUrl publicUrl) {
    this.sessions = sessions;
    this.go = go;
    this.complete = complete;
    this.publicUrl = publicUrl;
    this.pages = new SignInPages(catalogue);
    this.cookie = new BrowserCookie(publicUrl);
  }

  @Override
  public void routing(Routes routes) {
    routes.openGet(SESSION, this::show);
    routes.openPost(SESSION, this::leave);
    routes.openGet("/connect/callback/{provider}", this::comeBack);
  }

  private Answer show(Call call) {
    return session(call)
        .flatMap(sessions::report)
        .map(found -> pages.session(found.session(), found.status()).answer(Status.OK_200))
        .orElseGet(this::unknown);
  }

  private Answer leave(Call call) {
    return fromElsewhere(call)
        ? show(call)
        : session(call).map(this::leaveFor).orElseGet(this::unknown);
  }

  /**
   * Whether another site has pressed the button: nobody is sent to the provider who has not seen
   * for whom. Browsers say so themselves, by Fetch Metadata or, where the connection is not secure,
   * by the origin alone; no page can make them say otherwise.
   */
  private boolean fromElsewhere(Call call) {
    boolean otherSite =
        call.header("Sec-Fetch-Site").filter(site -> !site.equals("same-origin")).isPresent();
    return otherSite
        || call.header("Origin").filter(origin -> !publicUrl.isOrigin(origin)).isPresent();
  }

  private Answer leaveFor(SessionId session) {
    return switch (go.go(session, this::callback)) {
      case GoToProvider.Outcome.Away away ->
          cookie.keep(Answer.seeOther(away.page()), session.value(), away.browser());
      case GoToProvider.Outcome.Over over ->
          pages.session(over.session(), over.status()).answer(Status.CONFLICT_409);
      case GoToProvider.Outcome.Impossible impossible ->
          pages
              .impossible(impossible.session().connection(), impossible.message())
              .answer(Status.CONFLICT_409);
      case GoToProvider.Outcome.UnknownSession unknown -> unknown();
    };
  }

  private Answer comeBack(Call call) {
    Optional<ProviderId> provider = provider(call);
    Optional<WayBack> back = WayBack.of(call);
    return provider.isPresent() && back.isPresent()
        ? comeBack(call, provider.get(), back.get())
        : pages.unexpected().answer(Status.BAD_REQUEST_400);
  }

  private Answer comeBack(Call call, ProviderId provider, WayBack back) {
    CompleteSignIn.Command command =
        new CompleteSignIn.Command(
            provider,
            back.state(),
            cookie.secret(call, back.state()),
            back.said(),
            callback(provider));
    return switch (complete.complete(command)) {
      case CompleteSignIn.Outcome.Connected connected ->
          cookie.forget(
              pages.connected(connected.connection()).answer(Status.OK_200), back.state());
      case CompleteSignIn.Outcome.Failed failed ->
          cookie.forget(
              pages.failed(failed.connection(), failed.reason()).answer(Status.BAD_REQUEST_400),
              back.state());
      case CompleteSignIn.Outcome.Unexpected unexpected ->
          pages.unexpected().answer(Status.BAD_REQUEST_400);
    };
  }

  private Answer unknown() {
    return pages.unknown().answer(Status.NOT_FOUND_404);
  }

  private URI callback(ProviderId provider) {
    return publicUrl.at("/connect/callback/" + provider);
  }

  private static Optional<SessionId> session(Call call) {
    try {
      return Optional.of(new SessionId(call.path("session")));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static Optional<ProviderId> provider(Call call) {
    try {
      return Optional.of(new ProviderId(call.path("provider")));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
