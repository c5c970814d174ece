/** What a CRM calls the stages of a deal, and what they mean here. */
@NullMarked
package dev.tidemark.domain.crm;

import org.jspecify.annotations.NullMarked;
