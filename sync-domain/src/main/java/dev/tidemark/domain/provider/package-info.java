/** What can be connected: providers, their models, and what their credentials look like. */
@NullMarked
package dev.tidemark.domain.provider;

import org.jspecify.annotations.NullMarked;
