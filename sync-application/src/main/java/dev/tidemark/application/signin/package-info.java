/** Signing in to providers: sessions, and the way there. */
@NullMarked
package dev.tidemark.application.signin;

import org.jspecify.annotations.NullMarked;
