/**
 * Which providers there are: those with a manifest, and those of which only the facts are known.
 */
@NullMarked
package dev.tidemark.connectors.catalogue;

import org.jspecify.annotations.NullMarked;
