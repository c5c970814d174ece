/** The pages on which people sign in to providers. */
@NullMarked
package dev.tidemark.http.signin;

import org.jspecify.annotations.NullMarked;
