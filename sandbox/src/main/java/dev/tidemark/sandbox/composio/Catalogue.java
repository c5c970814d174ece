package dev.tidemark.sandbox.composio;

import java.util.List;

/** The toolkits there are at first, the most used first. */
final class Catalogue {
  /** What a toolkit is and how one signs in to it. */
  record Entry(String slug, String name, String category, String scheme) {
    boolean needsAuth() {
      return !scheme.equals("NO_AUTH");
    }

    /** True if its category has this id or, in whatever case, name. */
    boolean isIn(String wanted) {
      return category.equals(wanted) || categoryName().equalsIgnoreCase(wanted);
    }

    String categoryName() {
      return category.replace('-', ' ');
    }
  }

  static final List<Entry> ENTRIES =
      List.of(
          entry("gmail", "Gmail", "communication", "OAUTH2"),
          entry("github", "GitHub", "developer-tools", "OAUTH2"),
          entry("googlecalendar", "Google Calendar", "scheduling", "OAUTH2"),
          entry("slack", "Slack", "communication", "OAUTH2"),
          entry("notion", "Notion", "productivity", "OAUTH2"),
          entry("hubspot", "HubSpot", "crm", "OAUTH2"),
          entry("googlesheets", "Google Sheets", "productivity", "OAUTH2"),
          entry("linear", "Linear", "developer-tools", "OAUTH2"),
          entry("googledrive", "Google Drive", "storage", "OAUTH2"),
          entry("salesforce", "Salesforce", "crm", "OAUTH2"),
          entry("outlook", "Outlook", "communication", "OAUTH2"),
          entry("jira", "Jira", "project-management", "OAUTH2"),
          entry("stripe", "Stripe", "payments", "API_KEY"),
          entry("airtable", "Airtable", "productivity", "OAUTH2"),
          entry("asana", "Asana", "project-management", "OAUTH2"),
          entry("trello", "Trello", "project-management", "OAUTH1"),
          entry("zendesk", "Zendesk", "support", "OAUTH2"),
          entry("intercom", "Intercom", "support", "OAUTH2"),
          entry("shopify", "Shopify", "commerce", "OAUTH2"),
          entry("discord", "Discord", "communication", "OAUTH2"),
          entry("dropbox", "Dropbox", "storage", "OAUTH2"),
          entry("figma", "Figma", "design", "OAUTH2"),
          entry("attio", "Attio", "crm", "OAUTH2"),
          entry("posthog", "PostHog", "analytics", "API_KEY"),
          entry("supabase", "Supabase", "developer-tools", "OAUTH2"),
          entry("sentry", "Sentry", "developer-tools", "BEARER_TOKEN"),
          entry("mailchimp", "Mailchimp", "marketing", "OAUTH2"),
          entry("twilio", "Twilio", "communication", "BASIC"),
          entry("sendgrid", "SendGrid", "communication", "API_KEY"),
          entry("clickup", "ClickUp", "project-management", "OAUTH2"),
          entry("monday", "monday.com", "project-management", "OAUTH2"),
          entry("zoom", "Zoom", "communication", "OAUTH2"),
          entry("calendly", "Calendly", "scheduling", "OAUTH2"),
          entry("pipedrive", "Pipedrive", "crm", "OAUTH2"),
          entry("quickbooks", "QuickBooks", "accounting", "OAUTH2"),
          entry("xero", "Xero", "accounting", "OAUTH2"),
          entry("freshdesk", "Freshdesk", "support", "BASIC"),
          entry("mixpanel", "Mixpanel", "analytics", "BASIC"),
          entry("weathermap", "OpenWeatherMap", "data", "API_KEY"),
          entry("hackernews", "Hacker News", "data", "NO_AUTH"));

  private Catalogue() {}

  private static Entry entry(String slug, String name, String category, String scheme) {
    return new Entry(slug, name, category, scheme);
  }
}
