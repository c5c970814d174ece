/** The Stripe emulator: customers, billing and the event log. */
@NullMarked
package dev.tidemark.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
