package dev.tidemark.sandbox.oauth;

import java.time.Duration;
import java.util.Optional;

/**
 * What a token request is granted.
 *
 * @param lifetime of the access token; empty if it does not end
 * @param refreshToken the one that is good from now on; empty if there is none
 * @param fresh whether the client did not know that refresh token before
 */
record Tokens(
    String account,
    String accessToken,
    Optional<Duration> lifetime,
    Optional<String> refreshToken,
    boolean fresh,
    String scope) {}
