/** A manifest as it is run: checked as a whole when it is loaded, and never looked at again. */
@NullMarked
package dev.tidemark.connectors.manifest;

import org.jspecify.annotations.NullMarked;
