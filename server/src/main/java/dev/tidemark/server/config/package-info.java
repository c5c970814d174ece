/** The server's configuration: where it comes from, what it means, and what is wrong with it. */
@NullMarked
package dev.tidemark.server.config;

import org.jspecify.annotations.NullMarked;
