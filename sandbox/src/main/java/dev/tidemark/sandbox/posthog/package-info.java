/** PostHog: persons, cohorts, feature flags, insights and events of a project. */
@NullMarked
package dev.tidemark.sandbox.posthog;

import org.jspecify.annotations.NullMarked;
