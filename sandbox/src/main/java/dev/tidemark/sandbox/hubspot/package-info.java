/** HubSpot: the objects of its CRM, their search, and its owners. */
@NullMarked
package dev.tidemark.sandbox.hubspot;

import org.jspecify.annotations.NullMarked;
