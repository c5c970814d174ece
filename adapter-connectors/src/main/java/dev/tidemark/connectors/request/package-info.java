/** What a request to a provider is made of, and making it. */
@NullMarked
package dev.tidemark.connectors.request;

import org.jspecify.annotations.NullMarked;
