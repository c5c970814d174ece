/** How fast a connection may ask its provider, shared by all its readers. */
@NullMarked
package dev.tidemark.connectors.rate;

import org.jspecify.annotations.NullMarked;
