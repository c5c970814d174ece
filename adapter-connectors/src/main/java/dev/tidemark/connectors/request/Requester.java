package dev.tidemark.connectors.request;

import static dev.tidemark.connectors.interpolation.Variable.NEXT_PAGE_TOKEN;
import static dev.tidemark.connectors.interpolation.Variable.STREAM_SLICE;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.failure.ErrorHandler;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Variable;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How to ask a provider for one page.
 *
 * @param base where everything starts, {@code url_base} or {@code url}
 * @param path goes after the base
 */
public record Requester(
    Interpolation base,
    Optional<Interpolation> path,
    Method method,
    Authenticator authenticator,
    Options parameters,
    Options headers,
    Body body,
    ErrorHandler errors) {
  private static final Variable[] VARIABLES = {NEXT_PAGE_TOKEN, STREAM_SLICE};

  /** Headers that belong to the connection and are no manifest's business. */
  private static final Set<String> RESERVED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  /** The methods of the language. */
  public enum Method {
    /** Without a body. */
    GET,
    /** With a body. */
    POST
  }

  /** Reads a component of type {@code HttpRequester}; empty when something is wrong with it. */
  public static Optional<Requester> load(Component component) {
    Optional<Interpolation> base = base(component);
    Optional<Interpolation> path = component.template("path", VARIABLES);
    Method method = component.choice("http_method", Method.class, Method::name).orElse(Method.GET);
    Optional<Authenticator> authenticator =
        component.value("authenticator") == null
            ? Optional.of(new Authenticator.None())
            : component
                .child("authenticator", false, Authenticator.TYPES)
                .flatMap(Authenticator::load);
    Options parameters = Options.load(component, "request_parameters", VARIABLES);
    Options headers = Options.load(component, "request_headers", VARIABLES);
    Body body = Body.load(component, VARIABLES);
    Optional<ErrorHandler> errors =
        component
            .child("error_handler", true, ErrorHandler.TYPES)
            .map(ErrorHandler::load)
            .or(() -> Optional.of(ErrorHandler.standard()));
    component.ignore("use_cache", "has no effect: each sync reads by itself");
    component.lacks("query_properties", "query properties are not supported");
    component.lacks("fetch_properties_from_endpoint", "query properties are not supported");
    component.done();
    headers
        .literalNames()
        .filter(name -> RESERVED.contains(name.toLowerCase(Locale.ROOT)))
        .forEach(name -> component.refuse("request_headers." + name, "cannot be set"));
    if (method == Method.GET && !(body instanceof Body.None)) {
      component.ignore("request_body", "has no effect with the method GET");
    }
    return base.flatMap(where ->
        authenticator.map(who ->
            new Requester(
                where,
                path,
                method,
                who,
                parameters,
                headers,
                body,
                errors.orElse(ErrorHandler.standard()))));
  }

  private static Optional<Interpolation> base(Component component) {
    Optional<Interpolation> base = component.template("url_base", VARIABLES);
    Optional<Interpolation> url = component.template("url", VARIABLES);
    if (component.value("url_base") == null && component.value("url") == null) {
      component.refuse("url_base", "give either url_base or url");
    }
    refuseAddress(component, "url_base", base);
    refuseAddress(component, "url", url);
    return base.or(() -> url);
  }

  static void refuseAddress(Component component, String field, Optional<Interpolation> address) {
    address
        .flatMap(written -> Addresses.objection(written.source()))
        .ifPresent(reason -> component.refuse(field, reason));
  }

  /**
   * An address that is the manifest's own words: absolute and https, or of this machine. Told when
   * absent or another.
   */
  public static Optional<URI> fixedAddress(Component component, String field) {
    Optional<String> written = component.requiredText(field);
    Optional<URI> address = written.flatMap(Addresses::fixed);
    if (written.isPresent() && address.isEmpty()) {
      component.refuse(field, "must be an absolute https address, without user and fragment");
    }
    written.flatMap(Addresses::objection).ifPresent(reason -> component.refuse(field, reason));
    return address;
  }

  /** The places of the request that it fills, as far as they are known before a read. */
  public Stream<String> places() {
    Stream<String> own =
        Stream.concat(
            parameters.literalNames().map(name -> "request_parameter/" + name),
            headers.literalNames().map(name -> "header/" + name));
    return authenticator instanceof Authenticator.ApiKey key
        ? Stream.concat(own, key.place().place().stream())
        : own;
  }
}
