package dev.tidemark.domain.composio;

/** What people know a tool of the connector catalogue by. */
public record Tool(ToolSlug slug, String name, ToolkitSlug toolkit) {}
