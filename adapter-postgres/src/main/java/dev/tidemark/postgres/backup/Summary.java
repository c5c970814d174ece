package dev.tidemark.postgres.backup;

/**
 * What a backup holds.
 *
 * @param takenAt when, in UTC, as ISO 8601 has it
 * @param schemaVersion of its tables: the number of the last migration
 * @param rows of all tables together
 */
public record Summary(String takenAt, String schemaVersion, long rows) {}
