/** The steps after a provider is connected: pipelines and webhooks, as manifests tell them. */
@NullMarked
package dev.tidemark.connectors.setup;

import org.jspecify.annotations.NullMarked;
