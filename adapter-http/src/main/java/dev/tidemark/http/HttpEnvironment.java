package dev.tidemark.http;

import dev.tidemark.application.key.ValidateApiKey;
import dev.tidemark.http.operations.Metrics;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the HTTP server needs beside its resources.
 *
 * @param keys tells whose a key is
 * @param requestIds never gives an id twice; ids look like {@code req_...} and are safe in a header
 * @param ready whether the server can do its work now; asked by {@code /health/ready}
 * @param metrics where requests are counted, and what {@code /metrics} shows
 */
public record HttpEnvironment(
    ValidateApiKey keys,
    InstantSource clock,
    Supplier<String> requestIds,
    BooleanSupplier ready,
    Metrics metrics) {}
