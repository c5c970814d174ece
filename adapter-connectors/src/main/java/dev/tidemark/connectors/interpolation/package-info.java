/** Expressions in the fields of a manifest, bound to the component that holds them. */
@NullMarked
package dev.tidemark.connectors.interpolation;

import org.jspecify.annotations.NullMarked;
