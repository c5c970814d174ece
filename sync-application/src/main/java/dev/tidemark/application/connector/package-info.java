/** Reading providers: the ports that connectors implement. */
@NullMarked
package dev.tidemark.application.connector;

import org.jspecify.annotations.NullMarked;
