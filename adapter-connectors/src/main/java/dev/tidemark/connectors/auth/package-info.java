/** Access tokens: how they are got, kept, shared between readers, and renewed. */
@NullMarked
package dev.tidemark.connectors.auth;

import org.jspecify.annotations.NullMarked;
