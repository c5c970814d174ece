/** JSON texts and trees, and the strict reading of what control is sent. */
@NullMarked
package dev.tidemark.sandbox.json;

import org.jspecify.annotations.NullMarked;
