/** JSON as records need it: exact numbers, and one text for equal content. */
@NullMarked
package dev.tidemark.connectors.json;

import org.jspecify.annotations.NullMarked;
