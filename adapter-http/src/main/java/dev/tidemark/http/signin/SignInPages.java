package dev.tidemark.http.signin;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.SetupSession;
import dev.tidemark.http.exchange.Page;

/** What people read who connect a provider. */
final class SignInPages {
  private final ProviderCatalogue catalogue;

  SignInPages(ProviderCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A session as it stands: the way on, or its end. */
  Page session(SetupSession session, SetupSession.Status status) {
    ConnectionId connection = session.connection();
    return switch (status) {
      case SetupSession.Status.Pending pending ->
          session.progress() instanceof SetupSession.Progress.Returned
              ? underway(connection)
              : invitation(connection);
      case SetupSession.Status.Connected connected -> connected(connection);
      case SetupSession.Status.Failed failed -> failed(connection, failed.reason());
      case SetupSession.Status.Expired expired -> expired(connection);
    };
  }

  private Page invitation(ConnectionId connection) {
    String name = name(connection.provider());
    return new Page("Connect " + name)
        .paragraph(
            "The organization %s wants to connect %s. Continue only if you know it, and trust it"
                    .formatted(connection.organization(), name)
                + " with what your account can read there.")
        .paragraph(
            "You will go to %s, sign in there, and be asked to allow the access.".formatted(name)
                + " Then you come back here. Your password stays with %s.".formatted(name))
        .button("Continue to " + name)
        .note(
            "This link is valid for %d minutes from when it was made. Do not pass it on."
                .formatted(SetupSession.LIFETIME.toMinutes()));
  }

  private Page underway(ConnectionId connection) {
    String name = name(connection.provider());
    return new Page("Connecting " + name)
        .paragraph(
            "Somebody has signed in to %s for the organization %s, and the connection is being made."
                .formatted(name, connection.organization()))
        .paragraph("Load this page again in a few seconds to see whether it is there.");
  }

  /** It is connected. */
  Page connected(ConnectionId connection) {
    String name = name(connection.provider());
    return new Page(name + " is connected")
        .paragraph(
            "%s is connected to the organization %s, and its data is being fetched."
                .formatted(name, connection.organization()))
        .note("You can close this page and go back to where you came from.");
  }

  /** It is not, for that reason. */
  Page failed(ConnectionId connection, String reason) {
    String name = name(connection.provider());
    return new Page(name + " was not connected")
        .paragraph(reason)
        .note("Nothing was stored. To try again, start where you were given the link.");
  }

  private Page expired(ConnectionId connection) {
    return new Page("This link has expired")
        .paragraph(
            "It was for connecting %s to the organization %s."
                .formatted(name(connection.provider()), connection.organization()))
        .note("To try again, start where you were given the link.");
  }

  /** Nobody can sign in there any more. */
  Page impossible(ConnectionId connection, String reason) {
    String name = name(connection.provider());
    return failed(connection, "Nobody can sign in to " + name + " here: " + reason);
  }

  /** There is no such session. */
  Page unknown() {
    return new Page("This link is not known")
        .paragraph("It may be incomplete, or too old. Check that you opened all of it.")
        .note("To try again, start where you were given the link.");
  }

  /** Nobody is waited for. */
  Page unexpected() {
    return new Page("This sign-in cannot be completed")
        .paragraph(
            "This sign-in was already used, has expired, or began in another browser. Start"
                + " again.");
  }

  private String name(ProviderId provider) {
    return catalogue.find(provider).map(Provider::name).orElse(provider.value());
  }
}
