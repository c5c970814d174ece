/** Sign-in at the emulated providers: OAuth 2.0 by authorization code, with PKCE. */
@NullMarked
package dev.tidemark.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
