package dev.tidemark.connectors.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a filter such as {@code map} gives: it can be walked, and nothing else. */
record Series(List<@Nullable Object> elements) {}
