/** The steps after a provider is connected. */
@NullMarked
package dev.tidemark.application.setup;

import org.jspecify.annotations.NullMarked;
