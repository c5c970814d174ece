/** Reading one model of one connection: page after page, from any page on. */
@NullMarked
package dev.tidemark.connectors.read;

import org.jspecify.annotations.NullMarked;
