/** Which providers there are. */
@NullMarked
package dev.tidemark.application.catalogue;

import org.jspecify.annotations.NullMarked;
