/** Signing in to providers: the way there, and what comes of the way back. */
@NullMarked
package dev.tidemark.connectors.signin;

import org.jspecify.annotations.NullMarked;
