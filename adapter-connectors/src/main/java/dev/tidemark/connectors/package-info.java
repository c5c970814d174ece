/** The entry points: the catalogue of providers, and the connectors that read them. */
@NullMarked
package dev.tidemark.connectors;

import org.jspecify.annotations.NullMarked;
