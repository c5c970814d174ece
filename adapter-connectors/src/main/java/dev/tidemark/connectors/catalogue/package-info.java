/** Which providers there are: those with a manifest, built in or of the user's own. */
@NullMarked
package dev.tidemark.connectors.catalogue;

import org.jspecify.annotations.NullMarked;
